import { lang } from '../../core/settings.ts';
import type { loadLetters } from './data.ts';

type Reason = Awaited<ReturnType<typeof loadLetters>>['data'][number]['refusals'][number]['reason'];

/** The kinds of refusal; in English the message of the API says it already. */
const ZH: Readonly<Record<Reason, string>> = {
  'too-large': '消息过大',
  'unknown-topic': '主题未知',
  'unknown-station': '站点未登记',
  'registry-mismatch': '与登记表不符',
  'not-json': '不是 JSON',
  malformed: '格式错误',
  'too-many-observations': '观测过多',
  'time-without-offset': '时间无时区偏移',
  'time-invalid': '时间无效',
  'time-too-early': '时间过早',
  'time-in-future': '时间在未来',
  'hj212-malformed': 'HJ 212 格式错误',
  'hj212-length': 'HJ 212 长度不符',
  'hj212-crc': 'HJ 212 校验码错误',
  'hj212-unsupported': 'HJ 212 命令无数据',
  'store-rejected': '存储拒收',
  'unknown-parameter': '参数未知',
  'unknown-unit': '单位未知',
  'not-finite': '数值无效',
  'duplicate-parameter': '参数重复',
};

/** The kind of a refusal in Chinese; nothing in English. */
export const refusalText = (reason: Reason): string | undefined =>
  lang.value === 'zh' ? ZH[reason] : undefined;

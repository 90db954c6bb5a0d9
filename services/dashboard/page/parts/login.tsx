import { useState } from 'preact/hooks';
import { startLive } from '../core/live.ts';
import { logIn } from '../core/session.ts';
import { words } from '../words/words.ts';

/** Asks for a key of the API. */
export function Login() {
  const w = words.value;
  const [failure, setFailure] = useState<string>();
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const key = new FormData(event.currentTarget as HTMLFormElement).get('key');
    const failed = await logIn(String(key ?? ''));
    if (failed === undefined) startLive();
    setFailure(failed && { wrong: w.loginWrong, pause: w.loginPause, away: w.loginAway }[failed]);
  };
  return (
    <form class="login" onSubmit={(event) => void submit(event)}>
      <h1>{w.login}</h1>
      <p>{w.loginWhy}</p>
      <label>
        {w.key}
        <input name="key" type="password" autocomplete="current-password" required />
      </label>
      {failure !== undefined && (
        <p class="notice" role="alert">
          {failure}
        </p>
      )}
      <button type="submit">{w.login}</button>
    </form>
  );
}

export { type Figures, figures, orReason } from '@lanbi/query';

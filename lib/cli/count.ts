export { counted } from '../report/words';

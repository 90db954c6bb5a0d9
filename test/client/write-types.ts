// `npm run client`: writes the types of the client anew.
import { writeFileSync } from 'node:fs';
import { clientTypes, TYPES_FILE } from './types.ts';

writeFileSync(TYPES_FILE, await clientTypes());
console.log(`wrote ${TYPES_FILE}`);

/**
 * Writes the second golden ledger. It was run once.
 * By hand: `node --import @tapjs/typescript/import test/golden-report/make.ts`, then the same with `answer.ts`.
 */
import { fileURLToPath } from 'node:url'
import { writeLedger } from '../golden/make.js'
import { report, toldReport } from './report.js'

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeLedger(report, toldReport())

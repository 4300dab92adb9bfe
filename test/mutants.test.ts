/** The checks that a broken evaluator has to fail pass as it is. Which breaks they notice: `npm run test:mutants`. */
import t from 'tap'
import { checks } from './mutants/checks.js'

for (const { name, run } of checks) t.doesNotThrow(run, name)

/** The second golden ledger: boards, awards, streets judged by two offices, coverage. Its rules are as small as they can be. */
import { goldenIn } from '../golden/ledger.js'

export const report = goldenIn(new URL('.', import.meta.url), '5f0c2f1e-6d3a-4b8e-9a17-20250202beef')

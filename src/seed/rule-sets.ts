/** The rule sets of the sample district: their texts, when they are put to the vote, and when they are adopted. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Day } from '../../events/event.js'
import { dayOf } from '../../events/time.js'

export interface Vote {
  readonly id: string
  readonly proposed: Day
  readonly adopted: Day
}

/** Each December before; the ledger begins too late for those of 2024. */
export const votes: readonly Vote[] = [
  { id: '2024.1', proposed: dayOf('2024-01-02'), adopted: dayOf('2024-01-08') },
  { id: 'coverage-2024', proposed: dayOf('2024-01-03'), adopted: dayOf('2024-01-08') },
  { id: 'wuhao-2024', proposed: dayOf('2024-01-04'), adopted: dayOf('2024-01-08') },
  { id: '2025.1', proposed: dayOf('2024-12-06'), adopted: dayOf('2024-12-20') },
  { id: 'awards-2025', proposed: dayOf('2024-12-09'), adopted: dayOf('2024-12-20') },
  { id: '2026.1', proposed: dayOf('2025-12-05'), adopted: dayOf('2025-12-19') },
  { id: 'wuhao-2026', proposed: dayOf('2025-12-08'), adopted: dayOf('2025-12-19') },
  { id: 'awards-2026', proposed: dayOf('2025-12-09'), adopted: dayOf('2025-12-19') },
]

/** The text of a sample rule set. The compiled file lies deeper than the source: the root is where package.json is. */
export function textOf(id: string): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return readFileSync(join(folder, 'projections', 'rulesets', `${id}.yaml`), 'utf8')
}

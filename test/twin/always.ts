/** A property of every pair of rules and records, as a test. */
import fc from 'fast-check'
import t from 'tap'
import { dateOf } from '../../events/time.js'
import { type Pair, pairs } from './pairs.js'

/** What a failing pair is about, for whoever reads the report. */
function describe({ entries, period, sheet, basis }: Pair): string {
  const lines = entries.map(({ position, event }) => {
    const { type = '', occurredOn = '', data = {}, evidence = [], id = '' } = event ?? {}
    const said = type === 'RuleSetPart' ? String(data['json']) : JSON.stringify(data)
    const files = evidence.length > 0 ? ` with ${evidence.length} files` : ''
    return `${position} ${id.slice(-3)} ${type} ${occurredOn} ${said}${files}`
  })
  return [`${sheet} of ${period} as of ${dateOf(basis.asOf)}, known at ${basis.knownAt}`, ...lines].join('\n')
}

/** A property of every pair: tried on many, always the same ones. */
export function always(name: string, numRuns: number, property: (pair: Pair) => void): void {
  t.test(name, async (t) => {
    fc.assert(
      fc.property(pairs, (pair) => {
        try {
          property(pair)
        } catch (error) {
          if (error instanceof Error) error.message += `\n${describe(pair)}`
          throw error
        }
      }),
      { seed: 20260301, numRuns },
    )
    t.pass(`held for ${numRuns} pairs`)
  })
}

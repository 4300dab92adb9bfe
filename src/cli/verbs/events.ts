/** `wuhao events`: what was recorded, the newest first, each with its sentence. */
import type { Position } from '../../../events/event.js'
import type { Ledger } from '../../ledger.js'
import { ask } from '../asking.js'
import { type Context, reading, refused } from '../context.js'
import { unitMeant } from '../names.js'
import { present, shownOf } from '../output.js'
import type { Recorded } from '../records.js'
import { type ColumnOf, tableLines, tableOf } from '../table.js'
import { basisOptions, defineVerb, listOptions, text, whole } from '../verb.js'

/** Records that are shown when nobody says how many. */
const FEW = 30

interface Row extends Recorded {
  readonly says: string
  readonly about: string
}

export const events = defineVerb({
  name: 'events',
  topic: 'read',
  summary: { zh: '查工作记录，新的在前', en: 'what was recorded, the newest first' },
  options: {
    from: text('--from <date>', '发生日期不早于', 'happened on this day or later'),
    to: text('--to <date>', '发生日期不晚于', 'happened on this day or earlier'),
    type: text('--type <type>', '哪种记录：JointConferenceHeld 或 召开联席会', 'a type, in English or Chinese'),
    unit: text('--unit <unit>', '与哪个单位（人员、辅导站、品牌）有关', 'about which unit, person, station or brand'),
    actor: text('--actor <name>', '谁录入的', 'recorded by whom'),
    late: whole('--late <days>', '补录晚了至少几天，如 7d', 'recorded at least so many days late, such as 7d', { unit: 'd' }),
    limit: whole('--limit <n>', `最多几条（默认${FEW}）`, `at most so many (${FEW} by default)`, { least: 1 }),
    knownAt: basisOptions.knownAt,
    ...listOptions,
  },
  examples: [
    'wuhao events --unit C003 --from 2025-07-01 --to 2025-09-30',
    'wuhao events --type 召开联席会 --late 7d',
    'wuhao events --type EventCorrected --limit 5 --json',
  ],
  run: async (context, { from, to, type, unit, actor, late, limit = FEW, knownAt, ...rest }) =>
    await reading(context, async (ledger) => {
      const { typeMeant } = await import('../cite.js')
      const subject = unit === undefined ? undefined : await subjectMeant(ledger, unit)
      if (subject !== undefined && typeof subject !== 'string') return refused(context, subject)
      const asked = { from, to, type: type === undefined ? undefined : typeMeant(type), subject, actor, late, limit }
      const basis = { asOf: undefined, knownAt, rules: undefined }
      return await ask(context, ledger, ['events', asked, basis], async (answered) => {
        const found = answered.data as readonly Recorded[]
        const rows = rest.json || rest.ndjson ? [] : await readRows(context, ledger, found, Number(answered.basis.knownAt))
        const table = () => tableOf(rows, columnsOf(context))
        const { words, style } = context
        const text = () => [
          style('bold', words.events.title(found.length, found.length === limit)),
          ...(found.length === 0 ? [] : ['', ...tableLines(table(), { title: (line) => style('dim', line) })]),
        ]
        return await present(context, rest, shownOf(answered, { schema: 'events', table, text }))
      })
    }),
})

/** Anything that facts are about; a unit also by its name. */
const subjectMeant = async (ledger: Ledger, given: string) =>
  ledger.view.facts.subjects.find(given) >= 0 ? given : await unitMeant(ledger, given)

async function readRows(context: Context, ledger: Ledger, found: readonly Recorded[], knownAt: Position): Promise<Row[]> {
  const { sentenceOf, subjectsOf } = await import('../records.js')
  const about = subjectsOf(context, ledger, new Set(found.map(({ position, target }) => target ?? position)), knownAt)
  const rows: Row[] = []
  for (const record of found)
    rows.push({
      ...record,
      says: await sentenceOf(context, ledger, record.position),
      about: about(record.target ?? record.position),
    })
  return rows
}

const columnsOf = ({ words }: Context): readonly ColumnOf<Row>[] => [
  { title: words.events.position, right: true, value: ({ position }) => String(position) },
  { title: words.events.occurredOn, value: ({ occurredOn }) => occurredOn },
  { title: words.events.recordedAt, value: ({ recordedAt, daysLate }) => words.events.recorded(recordedAt, daysLate) },
  { title: words.events.about, value: ({ about }) => about },
  {
    title: words.events.says,
    value: ({ says, correctedBy, retractedBy, isVoid }) => says + words.events.became({ correctedBy, retractedBy, isVoid }),
  },
]

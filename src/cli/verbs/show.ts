/** `wuhao show`: one record as it lies in the ledger, what stands before and after it, and what became of it. */
import type { JsonObject, Position } from '../../../events/event.js'
import type { Ledger, Shown } from '../../ledger.js'
import { type Context, reading, refused } from '../context.js'
import { DONE } from '../exits.js'
import { positionMeant } from '../names.js'
import { present } from '../output.js'
import { padded, widthOf } from '../table.js'
import { defineVerb, flag, outputOptions, required } from '../verb.js'

export const show = defineVerb({
  name: 'show',
  topic: 'read',
  summary: { zh: '看一条记录', en: 'one record' },
  options: {
    record: required('<record>', '记录号或编号（UUID）', 'position or id of the record'),
    raw: flag('--raw', '原样输出账本里的字节', 'the exact bytes of the ledger'),
    ...outputOptions,
  },
  examples: ['wuhao show 8121', 'wuhao show 8121 --raw | sha256sum', 'wuhao show 8121 --json'],
  run: async (context, { record, raw, ...form }) =>
    await reading(context, async (ledger) => {
      const position = positionMeant(ledger, record)
      if (typeof position !== 'number') return refused(context, position)
      const shown = await ledger.at(position)
      if (shown === undefined) throw new RangeError(`position ${position} is not in the log`)
      if (raw) {
        // Not a byte more, so that whoever hashes them gets the same.
        context.print(shown.text)
        return DONE
      }
      const links = linksOf(ledger, position)
      const data = { ...shown.event, leaf: shown.leaf, ...links }
      const text = async () => await linesOf(context, ledger, shown, links)
      return await present(context, form, { schema: 'event', basis: undefined, data, text })
    }),
})

/** The records that have to do with one. */
interface Links {
  readonly before: Position | null
  readonly after: Position | null
  readonly target: Position | null
  readonly corrections: readonly Position[]
  readonly attachments: readonly Position[]
  readonly retractedBy: Position | null
  readonly isVoid: boolean
}

function linksOf({ view: { facts, size } }: Ledger, position: Position): Links {
  const { history } = facts
  const inStream = (from: Position, step: 1 | -1): Position | null => {
    for (let at = from + step; at >= 0 && at < size; at += step) if (history.stream[at] === history.stream[position]) return at
    return null
  }
  return {
    before: inStream(position, -1),
    after: inStream(position, 1),
    target: history.targetOf(position) ?? null,
    corrections: history.corrections(position),
    attachments: history.attachments(position),
    retractedBy: history.retractedBy(position, size - 1) ?? null,
    isVoid: history.isVoid(position),
  }
}

async function linesOf(context: Context, ledger: Ledger, { event, leaf }: Shown, links: Links): Promise<string[]> {
  const { labelOf } = await import('../cite.js')
  const { saying } = await import('../records.js')
  const { summaryOf } = await import('../../../projections/events.js')
  const { words, style } = context
  const { recordedAt, daysLate } = summaryOf(ledger.view.facts, event.position, ledger.view.size - 1)
  const numbers = (list: readonly (Position | null)[]): string =>
    list.flatMap((at) => (at === null ? [] : [words.number(at)])).join(words.listComma)
  const fields: readonly (readonly [string, string])[] = [
    [words.show.says, saying(context, ledger, event)],
    [words.show.occurredOn, [event.occurredOn, event.occurredUntil].filter((day) => day !== undefined).join(words.show.to)],
    [words.show.recordedAt, words.events.recorded(recordedAt, daysLate)],
    [words.show.actor, event.actor],
    [words.show.document, event.document ?? ''],
    [words.show.stream, words.show.inStream(event.stream, event.revision)],
    [words.show.before, numbers([links.before])],
    [words.show.after, numbers([links.after])],
    [words.show.target, numbers([links.target])],
    [words.show.corrections, numbers(links.corrections)],
    [words.show.attachments, numbers(links.attachments)],
    [words.show.retractedBy, numbers([links.retractedBy])],
    [words.show.void, links.isVoid ? words.yes : ''],
    [words.show.id, event.id],
    [words.show.leaf, leaf],
  ]
  const shown = fields.filter(([, value]) => value !== '')
  const width = widthOf(shown.map(([name]) => name))
  return [
    style('bold', words.show.title(event.position, labelOf(context, event.type), event.type)),
    ...shown.map(([name, value]) => `${style('dim', padded(name, width))}  ${value}`),
    ...(event.evidence ?? []).map(({ sha256, mediaType, bytes }) => words.show.evidence(mediaType, bytes, sha256)),
    style('dim', words.show.data),
    ...dataLines(event.data),
  ]
}

const dataLines = (data: JsonObject): string[] =>
  JSON.stringify(data, null, 2)
    .split('\n')
    .map((line) => `  ${line}`)

/** Random references among the sheets of a document, once they have ids: never in a circle, which would be no rules at all. */
import type { Json, JsonObject } from '../../events/event.js'

/** Something that has points: its address, and how many nodes stand before it. */
interface Place {
  readonly sheet: number
  readonly address: string | undefined
}

const list = (value: Json | undefined): readonly JsonObject[] => (value ?? []) as readonly JsonObject[]

/** All that has points in a sheet, in the order of the text. */
function placesIn(sheet: JsonObject, index: number): Place[] {
  const bonus = sheet['bonus'] as JsonObject | undefined
  const groups = [
    ...list(sheet['headings']),
    ...(bonus === undefined ? [] : [{ ...bonus, id: 'bonus' }]),
  ] as readonly JsonObject[]
  return groups.flatMap((group) => [
    { sheet: index, address: String(group['id']) },
    ...list(group['items']).flatMap((item): Place[] => {
      const address = `${String(group['id'])}.${String(item['id'])}`
      const clauses = list(item['clauses']).map(({ id }) => ({ sheet: index, address: `${address}.${String(id)}` }))
      return [{ sheet: index, address }, ...clauses]
    }),
  ])
}

/**
 * Fills in what `score: ref:7` refers to: a part of the same sheet that stands before, a sheet before with `of` its kind, or
 * anything of the period before. Where nothing stands before, units are counted instead.
 */
export function linked(sheets: readonly JsonObject[]): JsonObject[] {
  const all = sheets.map(placesIn)
  const totals = sheets.map((_, sheet): Place => ({ sheet, address: undefined }))
  return sheets.map((sheet, index) => {
    const own = all[index]!
    const others = [...totals.slice(0, index), ...all.slice(0, index).flat()]
    const fill = (value: Json, at: string): Json => {
      if (Array.isArray(value)) return value.map((it: Json) => fill(it, at))
      if (typeof value !== 'object' || value === null) return value
      const { score, period, ...rest } = value as JsonObject
      if (typeof score !== 'string') return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, fill(it, at)]))
      const pick = Number(score.slice(4))
      // A group stands before what is in it, but has its points only after that.
      const before = own.filter(({ address = '' }) => at === '' || (!at.startsWith(`${address}.`) && isEarlier(own, address, at)))
      const isPrevious = period === 'previous'
      const among = isPrevious ? [...totals, ...all.flat()] : [...before, ...others, ...(at === '' ? [totals[index]!] : [])]
      const place = among[pick % Math.max(among.length, 1)]
      if (place === undefined || (period === 'closed' && place.sheet === index)) return { units: 'community', ...rest }
      return { ...reference(place, index, pick), ...rest, ...(period !== undefined && { period }) }
    }
    const reference = (place: Place, from: number, pick: number): JsonObject => {
      const { id, appraises } = sheets[place.sheet]!
      const isOwn = place.sheet === from
      const name = pick % 2 === 0 ? 'own' : String(id)
      const path = place.address === undefined ? name : `${name}.${place.address}`
      return { score: path, ...(!isOwn && { of: appraises! }) }
    }
    return filledSheet(sheet, fill)
  })
}

const isEarlier = (own: readonly Place[], address: string, at: string): boolean =>
  own.findIndex((one) => one.address === address) < own.findIndex((one) => one.address === at)

/** Fills each clause under its own address; what stands in no clause is a veto, which stands after everything. */
function filledSheet(sheet: JsonObject, fill: (value: Json, at: string) => Json): JsonObject {
  const group = (it: JsonObject, id: string): JsonObject => ({
    ...it,
    items: list(it['items']).map((item): JsonObject => {
      const address = `${id}.${String(item['id'])}`
      if (item['clauses'] === undefined) return fill(item, address) as JsonObject
      const exempt = item['not_applicable']
      return {
        ...item,
        ...(exempt !== undefined && { not_applicable: fill(exempt, address) }),
        clauses: list(item['clauses']).map((clause) => fill(clause, `${address}.${String(clause['id'])}`)),
      }
    }),
  })
  const { bonus, vetoes } = sheet
  return {
    ...sheet,
    headings: list(sheet['headings']).map((heading) => group(heading, String(heading['id']))),
    ...(bonus !== undefined && { bonus: group(bonus as JsonObject, 'bonus') }),
    ...(vetoes !== undefined && { vetoes: fill(vetoes, '') }),
  }
}

/** The fact table: what follows from the events of the ledger, with two clocks: when it was true, and since when it was known. */
import assert from 'node:assert/strict'
import { definitionOf, lift, UnreadableEvent } from '../../events/codec.js'
import type { StandingChange } from '../../events/define.js'
import type { JsonObject, LedgerEvent, PlainDate, Position } from '../../events/event.js'
import type { RegisteredType } from '../../events/index.js'
import { columnsOfStanding } from '../../events/standings.js'
import { type Content, contentOf, legible } from './content.js'
import { Dictionary } from './dictionary.js'
import { Evidence } from './evidence.js'
import { Family } from './family.js'
import { GrowingHistory, type History } from './history.js'
import { Ids } from './ids.js'
import { Journal } from './journal.js'
import { type Key, Standings } from './standings.js'
import type { GrowingTable, Row, Table } from './table.js'

/** The data of `EventCorrected`, as far as facts follow from it. */
interface Correction {
  readonly target: string
  readonly targetType: string
  readonly targetVersion: number
  readonly occurredOn: PlainDate
  readonly data: JsonObject
}

/** Events about events. They yield no facts of their own and are not corrected; only an attachment can be retracted. */
const ACTS: ReadonlySet<string> = new Set(['EventCorrected', 'EventRetracted', 'EvidenceAttached'])

export class Facts {
  // `private`, not `#`: the tests compare all of it after a rollback.
  private readonly journal = new Journal()
  private readonly families = new Map<string, Family>()
  private readonly allTables: GrowingTable[] = []
  private readonly ids = new Ids(this.journal)
  private readonly files = new Evidence(this.journal)
  private readonly remembered = new GrowingHistory(this.journal)
  /** Where the present happening rows of an event became known, when that is not where it was recorded. */
  private readonly rewritten = new Map<Position, Position>()
  /** Every subject id that a fact is about. */
  readonly subjects = new Dictionary(this.journal)
  readonly periods = new Dictionary(this.journal)
  private readonly standings = new Standings(this.subjects, this.remembered, this.journal)

  /** How many events were absorbed; the next position. */
  get size(): number {
    return this.remembered.length
  }

  /** What is remembered of every event beside its facts. */
  get history(): History {
    return this.remembered
  }

  /** The rows of a type of happening or of a standing, in a role; undefined while there are none. */
  table(name: string, as: string): Table | undefined {
    return this.families.get(name)?.tables.get(as)
  }

  /** In the order of their first rows. */
  tables(): Iterable<Table> {
    return this.allTables
  }

  /** The event that had an id first. */
  positionOf(id: string): Position | undefined {
    return this.ids.find(id)
  }

  /** The rows that one key of a standing has now, by their first day: indexes into the table of its name and role. */
  rowsOf(key: Key): readonly number[] {
    const family = this.families.get(key.name)
    return family === undefined ? [] : this.standings.rowsOf(family, key)
  }

  /** The keys of standings that an event opens, as it is corrected now; none once it is retracted. */
  keysOpenedBy(position: Position): readonly Key[] {
    return this.standings.keysOpenedBy(position)
  }

  begin(): void {
    this.journal.begin()
  }

  /** Keeps what was absorbed since the innermost `begin`. */
  commit(): void {
    this.journal.commit()
  }

  /** Takes back what was absorbed since the innermost `begin`. */
  rollback(): void {
    this.journal.rollback()
  }

  /** Takes in the next event. */
  absorb(event: LedgerEvent): void {
    const { position } = event
    assert.equal(position, this.size)
    if (this.positionOf(event.id) !== undefined) {
      this.remembered.append(event, 0)
      this.remembered.markVoid(position)
    } else if (event.type === 'EventCorrected') this.#correct(event)
    else if (event.type === 'EventRetracted') this.#retract(event)
    else if (event.type === 'EvidenceAttached') this.#attach(event)
    else {
      const content = contentOf(definitionOf(event.type), position, event.occurredOn, event.data)
      this.#remember(event)
      this.#write(content, position)
    }
    this.standings.settle(position)
  }

  /** Takes in an event that this build cannot read, as far as its text says what it is. */
  absorbUnreadable(position: Position, text: string): void {
    assert.equal(position, this.size)
    const event = legible(text)
    const isVoid = event.id !== undefined && this.positionOf(event.id) !== undefined
    this.remembered.append(event, 0)
    if (isVoid) this.remembered.markVoid(position)
    else this.#markUnreadable(position, event.id)
  }

  #markUnreadable(position: Position, id: string | undefined): void {
    if (id !== undefined) this.ids.add(id, position)
    this.remembered.markUnreadable(position)
  }

  #remember(event: LedgerEvent): void {
    const { position, id, evidence } = event
    this.remembered.append(event, evidence === undefined ? 0 : this.files.add(position, evidence))
    this.ids.add(id, position)
  }

  #correct(event: LedgerEvent): void {
    const { position } = event
    const correction = event.data as JsonObject & Correction
    const target = this.#targetOf(correction.target, position)
    let content: Content | undefined
    if (target !== undefined && this.#isCorrectable(target, correction.targetType)) {
      const { targetType, targetVersion, occurredOn, data } = correction
      try {
        content = contentOf(definitionOf(targetType), target, occurredOn, lift(position, targetType, targetVersion, data))
      } catch (error) {
        if (!(error instanceof UnreadableEvent)) throw error
        this.remembered.append(event, 0)
        this.#markUnreadable(position, event.id)
        return
      }
    }
    this.#remember(event)
    if (content === undefined) return
    this.remembered.correct(content.position, position)
    this.#unwrite(content.position, position)
    this.#write(content, position)
  }

  #retract(event: LedgerEvent): void {
    const { position } = event
    const target = this.#targetOf(event.data['target'], position)
    this.#remember(event)
    if (target === undefined) return
    const type = this.#typeOf(target)
    const isUnreadable = this.remembered.unreadable.includes(target)
    if (!isUnreadable && (type === 'EventCorrected' || type === 'EventRetracted')) return
    this.remembered.retract(target, position)
    if (isUnreadable) return
    const attachedTo = type === 'EvidenceAttached' ? this.remembered.targetOf(target) : undefined
    if (attachedTo === undefined) this.#unwrite(target, position)
    else this.#recount(attachedTo, position)
  }

  #attach(event: LedgerEvent): void {
    const { position } = event
    const target = this.#targetOf(event.data['target'], position)
    this.#remember(event)
    if (target === undefined || this.remembered.unreadable.includes(target) || ACTS.has(this.#typeOf(target))) return
    this.remembered.attach(target, position)
    this.#recount(target, position)
  }

  /** The event with an id, if it was there before a position and is not retracted: a retraction is final. */
  #targetOf(id: unknown, position: Position): Position | undefined {
    const target = typeof id === 'string' ? this.positionOf(id) : undefined
    return target === undefined || this.remembered.retractedBy(target, position) !== undefined ? undefined : target
  }

  #isCorrectable(target: Position, type: string): boolean {
    return this.#typeOf(target) === type && !ACTS.has(type) && !this.remembered.unreadable.includes(target)
  }

  #typeOf(position: Position): string {
    return this.remembered.types.text(this.remembered.type[position]!)
  }

  /** Opens the rows of a content, known from a position on. */
  #write(content: Content, knownFrom: Position): void {
    const { position, day, happenings, changes } = content
    if (happenings.length > 0) this.#happen(content, knownFrom)
    if (changes.length > 0) this.standings.place(position, day, changes, this.#standing)
  }

  readonly #standing = (name: StandingChange['name']): Family => this.#family(name, columnsOfStanding(name))

  #happen({ type, position, occurred, day, period, data, happenings }: Content, knownFrom: Position): void {
    const family = this.#family(type.type, type.columns)
    const cells = family.blank()
    family.encodeData(data, type.dataColumns, cells)
    const row: Row = {
      position,
      subject: 0,
      from: day,
      until: day + 1,
      occurred,
      closedBy: -1,
      openedBy: -1,
      period: period === undefined ? -1 : this.periods.code(period),
      evidence: this.remembered.evidence[position]!,
      cells,
    }
    for (const { subject, as, cells: own } of happenings) {
      row.subject = this.subjects.code(subject)
      const names = Object.keys(own)
      if (names.length === 0) row.cells = cells
      else {
        const mixed = cells.slice()
        family.encodeCells(names, own, mixed)
        row.cells = mixed
      }
      family.tableFor(as).append(row, knownFrom)
    }
  }

  /** From a position on nothing of what an event said is known any more. */
  #unwrite(target: Position, position: Position): void {
    for (const [table, first, end] of this.#happeningsOf(target))
      for (let row = first; row < end; row += 1) table.close(row, position)
    this.standings.displace(target)
    this.journal.put(this.rewritten, target, position)
  }

  /** Opens the rows of an event again when the number of files that support it has changed. */
  #recount(target: Position, position: Position): void {
    const attachments = this.remembered
      .attachments(target)
      .filter((at) => this.remembered.retractedBy(at, position) === undefined)
    const evidence = this.files.distinct([target, ...attachments])
    if (evidence === this.remembered.evidence[target]) return
    this.remembered.countEvidence(target, evidence)
    for (const [table, first, end] of this.#happeningsOf(target))
      for (let row = first; row < end; row += 1) {
        table.close(row, position)
        table.append({ ...table.read(row), evidence }, position)
      }
    this.standings.touch(target)
    this.journal.put(this.rewritten, target, position)
  }

  /** Where the rows of an event's happenings lie that are known now. */
  #happeningsOf(target: Position): (readonly [GrowingTable, number, number])[] {
    const knownFrom = this.rewritten.get(target) ?? target
    return [...(this.families.get(this.#typeOf(target))?.tables.values() ?? [])].map((table) => [
      table,
      table.firstKnownFrom(knownFrom),
      table.firstKnownFrom(knownFrom + 1),
    ])
  }

  #family(name: string, columns: RegisteredType['columns']): Family {
    const known = this.families.get(name)
    if (known !== undefined) return known
    const made = new Family(name, columns, this.allTables, this.journal)
    this.journal.put(this.families, name, made)
    return made
  }
}

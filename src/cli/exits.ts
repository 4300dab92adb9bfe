/** The only place where refusals and faults meet exit codes. A code without an exit code does not compile. */
import type { Words } from '../../events/event.js'
import type { RefusalCode } from '../../projections/refusal.js'
import type { ErrorCode } from '../errors.js'

export const DONE = 0
export const BUG = 1
export const USAGE = 2
export const NOT_FOUND = 4
export const CONFLICT = 5
export const REFUSED = 6
export const STORE = 7
export const DIFFERENT = 8
export const STOPPED = 70
export const WILL_NOT_START = 78
export const INTERRUPTED = 130

/** What `wuhao help exit-codes` says. */
export const meanings: ReadonlyMap<number, Words> = new Map([
  [DONE, { zh: '完成', en: 'done' }],
  [BUG, { zh: '程序出错', en: 'unexpected failure: a bug' }],
  [USAGE, { zh: '用法不对', en: 'usage' }],
  [3, { zh: '核验不通过', en: 'verification failed' }],
  [NOT_FOUND, { zh: '没有找到', en: 'not found' }],
  [CONFLICT, { zh: '与已有记录冲突', en: 'conflict with what is recorded' }],
  [REFUSED, { zh: '内容有误或不予录入', en: 'refused: wrong content, or not admitted' }],
  [STORE, { zh: '账本打不开、正被使用或暂时不能录入', en: 'store unreachable, in use, or busy' }],
  [DIFFERENT, { zh: '有差异', en: 'differences found' }],
  [STOPPED, { zh: '写入出错，结果未知', en: 'stopped after a storage error, outcome unknown' }],
  [WILL_NOT_START, { zh: '账本损坏或版本过新，拒绝打开', en: 'will not start: store damaged, or of a newer version' }],
  [INTERRUPTED, { zh: '被中断', en: 'interrupted' }],
])

/** Of a question. What a write refuses is never "not found": see `exitOfWrite`. */
export const exitOfRefusal: Readonly<Record<RefusalCode, number>> = {
  validation_failed: REFUSED,
  unknown_type: NOT_FOUND,
  unknown_unit: NOT_FOUND,
  unit_not_standing: NOT_FOUND,
  unknown_station: NOT_FOUND,
  station_not_open: NOT_FOUND,
  unknown_person: NOT_FOUND,
  unknown_brand: NOT_FOUND,
  impossible_date: REFUSED,
  future_date: REFUSED,
  period_mismatch: REFUSED,
  personal_data: REFUSED,
  too_large: REFUSED,
  not_standing: REFUSED,
  already_recorded: REFUSED,
  already_so: REFUSED,
  still_needed: REFUSED,
  no_such_event: NOT_FOUND,
  retracted: REFUSED,
  wrong_target: REFUSED,
  missing_document: REFUSED,
  unknown_rules: NOT_FOUND,
  rules_invalid: REFUSED,
  result_invalid: REFUSED,
  rules_closed: REFUSED,
  no_rules: NOT_FOUND,
  unknown_sheet: NOT_FOUND,
  unknown_scheme: NOT_FOUND,
  unknown_node: NOT_FOUND,
  unknown_award: NOT_FOUND,
  unknown_cover: NOT_FOUND,
  not_comparable: USAGE,
  wrong_judge: REFUSED,
  out_of_range: REFUSED,
  same_principal: REFUSED,
  key_reused: CONFLICT,
  revision_conflict: CONFLICT,
  unknown_question: NOT_FOUND,
  bad_question: USAGE,
  engine_changed: CONFLICT,
}

/** Of a write: a proposal that names something unknown is refused like every other wrong one. */
export const exitOfWrite = (code: RefusalCode): number => (exitOfRefusal[code] === CONFLICT ? CONFLICT : REFUSED)

export const exitOfError: Readonly<Record<ErrorCode, number>> = {
  store_in_use: STORE,
  store_missing: STORE,
  store_not_empty: CONFLICT,
  store_newer: WILL_NOT_START,
  store_damaged: WILL_NOT_START,
  store_unsafe: WILL_NOT_START,
  storage_full: STORE,
  outcome_unknown: STOPPED,
  overloaded: STORE,
  clock_behind: STORE,
  unreadable_event: WILL_NOT_START,
  config_invalid: USAGE,
  closed: BUG,
}

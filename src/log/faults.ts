/** The faults of a store in a directory, each with a sentence that names the place and says what to do. */
import type { Words } from '../../events/event.js'
import { LedgerError, type ErrorCode } from '../errors.js'

/** What can go wrong at a place, by the code under which it is reported. */
const sentences = {
  in_use: (place) => [
    'store_in_use',
    `账本 ${place} 正由另一个程序使用。请先退出那个程序再试；只查看不录入的，可以用只读方式打开。`,
    `The ledger at ${place} is in use by another program. Stop that program and try again, or open the ledger read-only.`,
  ],
  missing: (place) => [
    'store_missing',
    `${place} 里没有账本。请核对目录，或先新建一个账本。`,
    `There is no ledger at ${place}. Check the directory, or make a new ledger first.`,
  ],
  not_empty: (place) => [
    'store_not_empty',
    `${place} 里已有账本，不能再新建。请换一个目录，或直接打开这个账本。`,
    `There is a ledger at ${place} already. Choose another directory, or open that ledger.`,
  ],
  newer: (place) => [
    'store_newer',
    `账本 ${place} 是由更新版本的程序写成的，本程序不能打开，账本未作改动。请升级程序后再试。`,
    `The ledger at ${place} was written by a newer version of this program and was left as it is. Upgrade first.`,
  ],
  foreign: (place) => [
    'store_damaged',
    `${place} 里的 ledger.db 不是本程序的账本，未作改动。请核对目录；原先确有账本的，请从备份恢复。`,
    `The file ledger.db at ${place} is no ledger of this program; it was left as it is. Check the directory, or restore it.`,
  ],
  damaged: (place) => [
    'store_damaged',
    `账本 ${place} 已损坏，记录读不完整。请停止录入，保留原文件，再从备份恢复。`,
    `The ledger at ${place} is damaged, not all records can be read. Stop recording, keep the files, restore a backup.`,
  ],
  unsafe: (place) => [
    'store_unsafe',
    `账本 ${place} 不能保证已写入的记录在断电后仍在，因此没有打开。请重新安装本程序后再试。`,
    `The ledger at ${place} could lose records in a power failure, so it was not opened. Install this program again.`,
  ],
  unusable: (place) => [
    'config_invalid',
    `目录 ${place} 不能读写。请检查目录的权限，或换一个目录。`,
    `The directory ${place} cannot be read and written. Check its permissions, or choose another directory.`,
  ],
  full: (place) => [
    'storage_full',
    `账本 ${place} 所在的磁盘已满，这次没有写入任何记录。请腾出空间后重新提交。`,
    `The disk of the ledger at ${place} is full; nothing was recorded. Free some space and submit again.`,
  ],
  unknown: (place) => [
    'outcome_unknown',
    `账本 ${place} 写入出错，这次的记录可能已写入，也可能没有。请检查磁盘，重新启动后原样再提交一次，不会重复记录。`,
    `Writing to the ledger at ${place} failed: the records may be there or not. Check the disk, restart, submit the same again.`,
  ],
  closed: (place) => [
    'closed',
    `账本 ${place} 已关闭。请重新打开后再试。`,
    `The ledger at ${place} is closed. Open it again and retry.`,
  ],
} satisfies Record<string, (place: string) => readonly [ErrorCode, Words['zh'], Words['en']]>

/** The error for what went wrong at a place. */
export function fault(what: keyof typeof sentences, place: string, cause?: unknown): LedgerError {
  const [code, zh, en] = sentences[what](place)
  return new LedgerError(code, { zh, en }, { cause })
}

/** Lets the faults of the driver and of the file system name the place. For all but appending, where more is at stake. */
export function faultsNamed<T>(place: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw faultOf(error, place)
  }
}

/** A fault as the ledger names it; what is none, such as a bug, stays what it is. */
function faultOf(error: unknown, place: string): unknown {
  if (isFull(error)) return fault('full', place, error)
  if (isBusy(error)) return fault('in_use', place, error)
  const result = resultCode(error)
  if (result === undefined) return isSystemError(error) ? fault('unusable', place, error) : error
  if (result === notADatabase) return fault('foreign', place, error)
  return fault(denied.has(result) ? 'unusable' : 'damaged', place, error)
}

// Primary result codes of SQLite.
const busy = 5
const full = 13
const notADatabase = 26
/** SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_AUTH */
const denied: ReadonlySet<number> = new Set([3, 8, 14, 23])

/** The primary result code of SQLite, the lowest byte of what the driver reports; undefined for other errors. */
const resultCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined

/** An error of the operating system, as Node reports it. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error

/** Another program holds a lock on the file. */
export const isBusy = (error: unknown): boolean => resultCode(error) === busy

/** There was no space, and nothing was written. */
export const isFull = (error: unknown): boolean =>
  resultCode(error) === full || (isSystemError(error) && (error.code === 'ENOSPC' || error.code === 'EDQUOT'))

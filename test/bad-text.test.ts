/** Texts, files and sizes that the ledger does not take, and the sentence that says so. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { on, whenParsed } from './given.js'

const activity = on('2025-05-04', 'ActivityHeld', {
  unit: 'C001',
  programme: 'gratitude',
  title: '示例活动',
  audience: { minors: 20, adults: 3 },
})
const withData = (more: JsonObject) => ({ ...activity, data: { ...activity.data, ...more } })

t.test('texts are in normal form, without control characters, and whole', (t) => {
  whenParsed(withData({ title: 'cafe\u0301' })).thenRefused(t, 'validation_failed', {
    place: 'data.title',
    zh: ['题目（data.title）', 'Unicode NFC'],
  })
  whenParsed(withData({ title: 'caf\u00e9' })).thenRead(t)
  whenParsed(withData({ title: '一\n二' })).thenRefused(t, 'validation_failed', { place: 'data.title', zh: '换行' })
  whenParsed(withData({ title: '一\u0000二' })).thenRefused(t, 'validation_failed', { place: 'data.title', zh: '控制字符' })
  whenParsed(withData({ title: '一\u202e二' })).thenRefused(t, 'validation_failed', { zh: '看不见的控制符' })
  whenParsed(withData({ title: '一\ud842' })).thenRefused(t, 'validation_failed', { place: 'data.title', zh: '残缺的字符' })
  whenParsed(withData({ title: '𠮷祥社区🌱' })).thenRead(t)
  whenParsed(withData({ title: '示\ufffd活动' })).thenRefused(t, 'validation_failed', { zh: ['乱码', 'UTF-8'] })
  whenParsed({ ...activity, document: '示例\t1号' }).thenRefused(t, 'validation_failed', {
    place: 'document',
    zh: '文号（document）',
  })
  t.end()
})

t.test('evidence is listed file by file', (t) => {
  const files = (file: JsonObject) => ({
    ...activity,
    evidence: [
      { sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 3 },
      { sha256: 'b'.repeat(64), mediaType: 'image/png', bytes: 3, ...file },
    ],
  })
  whenParsed(files({})).thenRead(t)
  whenParsed(files({ sha256: 'B'.repeat(64) })).thenRefused(t, 'validation_failed', {
    place: 'evidence.1.sha256',
    zh: '佐证材料第2项的文件摘要（evidence.1.sha256）应为64位小写十六进制',
  })
  whenParsed(files({ bytes: '3' })).thenRefused(t, 'validation_failed', { place: 'evidence.1.bytes' })
  whenParsed(files({ name: 'a.png' })).thenRefused(t, 'validation_failed', { place: 'evidence.1.name' })
  t.end()
})

t.test('a proposal has a size', (t) => {
  const units = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      change: 'in',
      post: 'member',
      person: `p-${String(i).padStart(8, '0')}`,
      holder: 'staff',
    }))
  whenParsed(on('2025-05-04', 'LeadershipTeamAdjusted', { unit: 'C001', changes: units(60) })).thenRead(t)
  const note = on(
    '2026-03-01',
    'EventCorrected',
    {
      target: '00000000-0000-5000-8000-000000000001',
      targetType: 'ActivityHeld',
      targetVersion: 2,
      occurredOn: '2025-05-04',
      data: { title: '长'.repeat(22_000) },
      reason: '示例',
    },
    { document: '示例1号' },
  )
  whenParsed(note).thenRefused(t, 'too_large', { zh: ['字节', '佐证材料'] })
  t.end()
})

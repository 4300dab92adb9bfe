/** Runs the checks under one mutant after another: `{ id }` in, `{ id, failed }` out. Id 0 is the text as it is. */
import { parentPort, workerData } from 'node:worker_threads'

let active = 0
let reached
globalThis.$m = (id) => {
  reached?.add(id)
  return id === active
}

const { checks } = await import(workerData.checks)

parentPort.on('message', ({ id, only }) => {
  active = id
  const reachedBy = {}
  let failed
  for (const { name, run } of checks) {
    if (only !== undefined && !only.includes(name)) continue
    if (id === 0) reached = new Set()
    try {
      run()
    } catch (error) {
      failed = `${name}: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`
    }
    if (id === 0) reachedBy[name] = [...reached]
    reached = undefined
    if (failed !== undefined) break
  }
  parentPort.postMessage({ id, failed, reachedBy })
})
parentPort.postMessage({ ready: true })

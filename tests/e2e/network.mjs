// What a desk's processes have to do with the network: their sockets, as the kernel lists them,
// and a listener that nobody but a leak would call.
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'

/**
 * Internet sockets of the processes in `pids`, as `{ pid, program, kind, local, remote, state }`,
 * except those that stay on this machine (loopback on both ends, or bound to loopback).
 */
export function outsideSockets(pids) {
  return pids.flatMap((pid) => {
    const own = inodes(pid)
    const leads = ({ inode, local, remote }) =>
      own.has(inode) && !(inside(local) && inside(remote))
    return ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((kind) =>
      table(pid, kind).filter(leads).map(({ local, remote, state }) =>
        ({ pid, program: program(pid), kind, local, remote, state })))
  })
}

/** Listens on a loopback port; `calls` holds the first bytes of each connection made to it. */
export async function listener() {
  const calls = []
  const server = createServer((socket) => {
    const at = calls.push('(connected)') - 1
    socket.once('data', (bytes) => { calls[at] = bytes.toString('latin1').split('\r\n')[0] })
    socket.on('error', () => {})
    setTimeout(() => socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n'), 50)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { calls, port: server.address().port, close: () => server.close() }
}

/** The names of the programs that run as `pids`. */
export function programs(pids) {
  return pids.map(program)
}

/** Inode numbers of the sockets a process holds open. */
function inodes(pid) {
  try {
    return new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return /^socket:\[(\d+)\]$/u.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
      } catch {
        return undefined // closed meanwhile
      }
    }))
  } catch {
    return new Set()
  }
}

/** The socket table a process sees: it may live in a network namespace of its own. */
function table(pid, kind) {
  let text
  try {
    text = readFileSync(`/proc/${pid}/net/${kind}`, 'latin1')
  } catch {
    return [] // the process is gone, or the kernel has no such table
  }
  return text.trim().split('\n').slice(1).map((line) => {
    const [, local, remote, state, , , , , , inode] = line.trim().split(/\s+/u)
    return { local: address(local), remote: address(remote), state, inode }
  })
}

/** `0100007F:1F90` → `127.0.0.1:8080`; IPv6 stays in hexadecimal. */
function address(text) {
  const [host, port] = text.split(':')
  const words = host.match(/.{8}/gu).map((word) => word.match(/../gu).reverse())
  const name = words.length === 1
    ? words[0].map((byte) => parseInt(byte, 16)).join('.') : words.flat().join('').toLowerCase()
  return `${name}:${parseInt(port, 16)}`
}

function inside(place) {
  const nowhere = /^(0\.0\.0\.0|0{32}):0$/u
  const loopback = /^(127\.\d+\.\d+\.\d+|0{31}1|0{20}ffff7f[0-9a-f]{6}):\d+$/u
  return nowhere.test(place) || loopback.test(place)
}

function program(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return 'gone'
  }
}

// A real mouse on the display, through the XTEST extension of X11: for what WebKitWebDriver gets
// wrong. Its right button is released as a left one, and the page then believes the right button
// held for the rest of the session (measured with 2.50.6).
import { connect } from 'node:net'

const XTEST = 'XTEST'
const [PRESS, RELEASE, MOTION] = [4, 5, 6] // event codes of the core protocol
const [QUERY_EXTENSION, GET_INPUT_FOCUS, FAKE_INPUT] = [98, 43, 2]

/** Moves the mouse to a point of the display and clicks there; `button` is 1, 2 or 3 (right). */
export async function realClick(display, [x, y], button) {
  const server = await Server.open(display)
  try {
    const query = Buffer.alloc(16)
    query.writeUInt8(QUERY_EXTENSION, 0)
    query.writeUInt16LE(4, 2)
    query.writeUInt16LE(XTEST.length, 4)
    query.write(XTEST, 8, 'latin1')
    const answer = await server.ask(query, 32)
    if (answer[8] === 0) throw new Error('the display has no XTEST extension')
    const input = (kind, detail) => {
      const request = Buffer.alloc(36)
      request.set([answer[9], FAKE_INPUT], 0)
      request.writeUInt16LE(9, 2)
      request.set([kind, detail], 4)
      request.writeInt16LE(x, 24)
      request.writeInt16LE(y, 26)
      return request
    }
    const click = [input(MOTION, 0), input(PRESS, button), input(RELEASE, button)]
    server.socket.write(Buffer.concat(click))
    // An answer to any request says that all before it are done.
    await server.ask(Buffer.from([GET_INPUT_FOCUS, 0, 1, 0]), 32)
  } finally {
    server.socket.destroy()
  }
}

class Server {
  static async open(display) {
    const server = new Server()
    server.received = Buffer.alloc(0)
    server.socket = connect(`/tmp/.X11-unix/X${display.replace(':', '')}`)
    server.socket.on('data', (bytes) => {
      server.received = Buffer.concat([server.received, bytes])
      server.wake?.()
    })
    server.socket.on('error', (error) => {
      server.failed = error
      server.wake?.()
    })
    // Little endian, protocol 11.0, no authority; the answer says its own length.
    const head = await server.ask(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 8)
    if (head[0] !== 1) throw new Error('the display refuses the connection')
    await server.take(head.readUInt16LE(6) * 4)
    return server
  }

  ask(request, length) {
    this.socket.write(request)
    return this.take(length)
  }

  async take(length) {
    while (this.received.length < length) {
      if (this.failed) throw this.failed
      await new Promise((wake) => { this.wake = wake })
    }
    const taken = this.received.subarray(0, length)
    this.received = this.received.subarray(length)
    return taken
  }
}

// A page that attacks whoever looks at it: it calls out in every way a page knows, brings scripts
// of every kind, carries markup in everything that is shown of it, and names elements that only
// it would bring.

/** Elements that the interface has no use for: one of them in the window came out of a document. */
export const FOREIGN = [
  'iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'base', 'marquee', 'portal',
  'x-pwned', 'math', 'foreignobject', 'noscript', 'template', 'dialog.pwned', 'meta[http-equiv]',
]

/** A colour that nothing in the programs has: where it is on the display, the page is shown. */
export const COLOUR = [0xc0, 0x01, 0xfe]

const payload = '<img src=x onerror=window.__pwn=1><script>window.__pwn=2</script><x-pwned>'

/** A file name made of markup. */
export const NAME = 'hostile <img src=x onerror=__pwn=3> page.html'

/** The words of it that one reads, searches and quotes. */
export const WORDS = 'unmistakable marsupial'

/** The page; all its calls go to `port` of this machine. */
export function hostilePage(port) {
  const at = `http://127.0.0.1:${port}`
  const text = (word) => word.replace(/&/gu, '&amp;').replace(/</gu, '&lt;')
  return `<!doctype html><html manifest="${at}/manifest" lang="en"><head>
    <title>${text(payload)} hostile page</title>
    <meta name="author" content='${text(payload)}'>
    <meta name="description" content='${text(payload)}'>
    <meta name="citation_title" content='javascript:window.__pwn=4 ${text(payload)}'>
    <meta property="og:url" content="javascript:window.__pwn=5">
    <meta property="og:image" content="${at}/ogimage">
    <meta name="dc.date" content='2024-03-06${text(payload)}'>
    <link rel="canonical" href="javascript:window.__pwn=6">
    <base href="${at}/base/">
    <meta http-equiv="refresh" content="1;url=${at}/refresh">
    <link rel="preconnect" href="${at}/"><link rel="dns-prefetch" href="${at}/">
    <link rel="preload" as="image" href="${at}/preload"><link rel="prefetch" href="${at}/prefetch">
    <link rel="modulepreload" href="${at}/modulepreload"><link rel="icon" href="${at}/icon">
    <link rel="stylesheet" href="${at}/style">
    <style>
      @import "${at}/import";
      @font-face { font-family: leak; src: url(${at}/font) }
      body { background: rgb(${COLOUR.join(',')}) url(${at}/background); font-family: leak }
      p::before { content: url(${at}/content) }
    </style>
    <script>window.__pwn = 7; fetch('${at}/fetch'); new WebSocket('ws://127.0.0.1:${port}/ws');
      navigator.sendBeacon('${at}/beacon'); parent.__TAURI_INTERNALS__?.invoke('archive_close');
      window.webkit?.messageHandlers?.ipc?.postMessage('{"cmd":"archive_close"}')</script>
    <script src="${at}/script"></script>
  </head><body onload="window.__pwn=8;new Image().src='${at}/onload'">
    <h1>${text(payload)}</h1>
    <p>An ${WORDS} says: ${text(payload)}</p>
    <img src="${at}/image" onerror="window.__pwn=9"><img srcset="${at}/srcset 1x">
    <picture><source srcset="${at}/picture"><img></picture>
    <svg onload="window.__pwn=10"><image href="${at}/svg" width="9" height="9"/>
      <a href="javascript:window.__pwn=11"><text y="9">svg</text></a>
      <foreignObject><x-pwned></x-pwned></foreignObject></svg>
    <math><mtext><x-pwned></x-pwned></mtext></math>
    <video src="${at}/video" poster="${at}/poster" autoplay muted></video>
    <audio src="${at}/audio" autoplay></audio>
    <iframe src="${at}/frame"></iframe>
    <iframe srcdoc="&lt;script&gt;top.__pwn=12&lt;/script&gt;"></iframe>
    <iframe src="javascript:window.__pwn=13"></iframe>
    <object data="${at}/object"></object><embed src="${at}/embed">
    <marquee onstart="window.__pwn=14">moving</marquee><x-pwned>named</x-pwned>
    <form action="${at}/form" id="f"><input autofocus onfocus="window.__pwn=15;f.submit()"></form>
    <details open ontoggle="window.__pwn=16"><summary>more</summary>text</details>
    <a href="javascript:window.__pwn=17" ping="${at}/ping">link</a>
    <a href="${at}/download" download>file</a>
    <noscript><img src="${at}/noscript"></noscript>
    <template><img src="${at}/template" onerror="window.__pwn=18"></template>
    <table background="${at}/table"><tr><td>cell ${text(payload)}</td></tr></table>
  </body></html>`
}

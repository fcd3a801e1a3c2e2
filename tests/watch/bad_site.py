"""A web site on loopback that behaves as badly as a test wants. Python 3 standard library only.

A Site listens on all of 127.0.0.0/8, so that 127.0.0.2 and 127.0.0.3 are other hosts to a client. A
route is bytes (a page), or a function of the request (Ask) that writes whatever it likes. Every request
is logged with its host, path, headers and moment.
"""
import gzip
import http.server
import socket
import ssl
import struct
import threading
import time
import zlib

SENTENCES = ("أعلنت لجنة الري في بلدة التلال أنها ستعقد اجتماعا يوم الاثنين.",
             "وقال رئيس اللجنة إن المزارعين طلبوا إصلاح القناة القديمة.",
             "ووصلت شاحنة تحمل أنابيب جديدة إلى المستودع مساء أمس.")


def article(number):
    """An invented text that differs from those of other numbers in most of its words."""
    own = " ".join(f"بند{(number * 7 + k) % 99991}" for k in range(12))
    return f"الخبر رقم {number}: {SENTENCES[number % 3]}\n{own}.\n"


def rss(items, extra=""):
    """items: (guid, link or None, title, content or None)."""
    out = ['<?xml version="1.0"?><rss version="2.0" '
           'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Desk</title>', extra]
    for guid, link, title, content in items:
        out.append(f'<item><guid isPermaLink="false">{guid}</guid><title>{title}</title>')
        if link:
            out.append(f"<link>{link}</link>")
        if content:
            out.append(f"<content:encoded><![CDATA[<p>{content}</p>]]></content:encoded>")
        out.append("<pubDate>Fri, 04 Apr 2025 10:00:00 +0300</pubDate></item>")
    return ("".join(out) + "</channel></rss>").encode()


class Ask:
    """One request, and the means to answer it well or badly."""

    def __init__(self, handler, number):
        self.handler = handler
        self.headers = handler.headers
        self.number = number  # of requests for this path, from 1
        self.socket = handler.connection

    def reply(self, status=200, body=b"", **headers):
        h = self.handler
        h.send_response_only(status)
        headers.setdefault("Content_Type", "text/plain; charset=utf-8")
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in headers.items():
            if value is not None:
                h.send_header(name.replace("_", "-"), value)
        h.end_headers()
        h.wfile.write(body)

    def raw(self, data):
        self.socket.sendall(data)
        self.handler.close_connection = True

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.handler.close_connection = True
        self.socket.close()

    def drip(self, seconds, first=b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"):
        self.socket.sendall(first)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.socket.sendall(b"x")
            time.sleep(0.2)
        self.handler.close_connection = True

    def silence(self, seconds):
        time.sleep(seconds)
        self.handler.close_connection = True


class Site:
    def __init__(self, tls=None):
        self.routes, self.log, self.counts = {}, [], {}
        self.lock = threading.Lock()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                host = self.headers.get("Host", "").rsplit(":", 1)[0]
                with site.lock:
                    site.log.append((host, self.path, dict(self.headers), time.monotonic()))
                    number = site.counts[host, self.path] = site.counts.get((host, self.path), 0) + 1
                route = site.routes.get(self.path)
                ask = Ask(self, number)
                try:
                    if route is None:
                        ask.reply(404, b"no such page")
                    elif isinstance(route, bytes):
                        ask.reply(200, route)
                    else:
                        route(ask)
                except OSError:  # the client has gone
                    self.close_connection = True

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_):
                pass

        self.server = Server(("0.0.0.0", 0), Handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path, host=1, scheme="http"):
        return f"{scheme}://127.0.0.{host}:{self.port}{path}"

    def asked(self, path=None):
        """Paths that were asked for since the last forget(), or how often one was."""
        with self.lock:
            paths = [entry[1] for entry in self.log]
        return paths if path is None else paths.count(path)

    def forget(self):
        with self.lock:
            self.log.clear()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def gzip_bomb(megabytes):
    """A gzip file of so many megabytes of blanks; under a thousandth of that long."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * (1 << 20)
    return b"".join([pack.compress(block) for _ in range(megabytes)] + [pack.flush()])


def squeezed(body):
    return gzip.compress(body)

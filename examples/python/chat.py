"""Chats in a room of Parley, as text through the server: python3 chat.py https://calls.example.org/ kitchen Anna

Each line of the input is sent, what others write is printed. The end of the input (Ctrl-D) leaves the room.
"""

import base64
import hashlib
import json
import os
import random
import socket
import ssl
import sys
import threading
import time
from urllib.parse import urlsplit

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
SILENCE_SECONDS = 25  # The server pings every 10 s.
COUNTED = ("otherjoin", "away", "back", "bye", "message")  # Rule S3.


class WebSocket:  # RFC 6455, as much of it as a client needs.
    def __init__(self, url):
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        self.socket = socket.create_connection((parts.hostname, port), SILENCE_SECONDS)
        if parts.scheme == "https":
            self.socket = ssl.create_default_context().wrap_socket(self.socket, server_hostname=parts.hostname)
        self.reader = self.socket.makefile("rb")
        self.lock = threading.Lock()
        key = base64.b64encode(os.urandom(16)).decode()
        lines = f"GET {parts.path} HTTP/1.1|Host: {parts.netloc}|Connection: Upgrade|Upgrade: websocket|"
        lines += f"Sec-WebSocket-Version: 13|Sec-WebSocket-Key: {key}||"
        self.socket.sendall(lines.replace("|", "\r\n").encode())
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self.read(1)
        proof = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
        if b" 101 " not in answer or base64.b64encode(proof) not in answer:
            raise ConnectionError("the server does not speak WebSocket")

    def send(self, data, opcode=TEXT):
        size, mask = len(data), os.urandom(4)
        length = bytes([128 | size]) if size < 126 else bytes([254]) + size.to_bytes(2, "big")
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        with self.lock:
            self.socket.sendall(bytes([128 | opcode]) + length + mask + masked)

    def receive(self):
        message = b""
        while True:
            first, size = self.read(2)
            if size >= 126:
                size = int.from_bytes(self.read(2 if size == 126 else 8), "big")
            data, opcode = self.read(size), first & 15
            if opcode == CLOSE:
                raise ConnectionError("the server closed the connection")
            if opcode == PING:
                self.send(data, PONG)
            elif opcode != PONG:
                message += data
                if first & 128:
                    return message

    def read(self, size):
        data = self.reader.read(size)
        if len(data) == size:
            return data
        raise ConnectionError("the connection is lost")


class Chat:
    def __init__(self, server, room, name):
        self.url, self.room, self.name = server.rstrip("/") + "/ws/plain", room, name
        self.wire, self.token, self.is_leaving, self.lock = None, None, False, threading.Lock()
        self.is_seated, self.received, self.said, self.answered = False, 0, [], 0

    def ask(self, event, *args):
        try:
            self.wire.send(json.dumps({"event": event, "args": [self.room, *args], "ack": event}).encode())
        except OSError:
            pass  # Whoever reads sees it as well, and connects again.

    def join(self):
        back = {"token": self.token, "received": self.received} if self.token else {}
        self.ask("join", {"name": self.name, **back})

    def handle(self, frame):
        answer, event = frame["args"][0] if frame["args"] else None, frame.get("event")
        if event in COUNTED:
            self.received += 1
        if event is None:
            self.handle_answer(frame.get("ack"), answer)
        elif event == "message" and frame["args"][1].get("type") == "chat":
            print(frame["args"][1].get("text"), flush=True)
        elif event == "ejected":
            sys.exit("Another connection has this seat.")

    def handle_answer(self, asked, answer):
        if asked == "message":  # Also one that was refused: asking again would not help.
            self.answered += 1
        elif asked == "leave":
            sys.exit(0)
        elif asked == "join" and answer["ok"]:
            self.take_seat(answer)
        elif asked == "join" and answer["code"] == "seat-lost":
            self.token = None
            self.join()
        elif asked == "join":
            sys.exit(answer["message"])

    def take_seat(self, answer):
        with self.lock:
            self.token, self.is_seated = answer["token"], True
            if "taken" in answer:
                self.answered = answer["taken"]
            else:  # Both sides count from zero.
                self.said, self.answered, self.received = self.said[self.answered :], 0, 0
            for data in self.said[self.answered :]:
                self.ask("message", data)
        self.is_leaving and self.ask("leave")

    def run(self):
        while True:
            try:
                self.wire = WebSocket(self.url)
                self.join()
                while True:
                    self.handle(json.loads(self.wire.receive()))
            except OSError as error:
                print(f"{error}; trying again", file=sys.stderr)
                was_seated, self.is_seated = self.is_seated, False
                time.sleep(random.uniform(0, 2) if was_seated else 1)  # Rule W6.

    def read_lines(self):
        for line in sys.stdin:
            with self.lock:
                self.said.append({"type": "chat", "text": line.rstrip("\n")[:4096]})
                if self.is_seated:
                    self.ask("message", self.said[-1])
        self.is_leaving = True
        self.is_seated and self.ask("leave")


if __name__ == "__main__":
    chat = Chat(*sys.argv[1:]) if len(sys.argv) == 4 else sys.exit(__doc__)
    threading.Thread(target=chat.read_lines, daemon=True).start()
    chat.run()

class IsnadError(Exception):
    """Something was refused. `code` is for programs ("bad_argument", "not_found", "bad_encoding" ...), the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

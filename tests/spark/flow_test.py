#!/usr/bin/env python3
"""How the job of deploy/spark runs programs: no half answer passes for a whole one."""
import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "deploy" / "spark"))
import flow  # noqa: E402
import job  # noqa: E402


def sh(script):
    return ["/bin/sh", "-c", script]


class Piped(unittest.TestCase):
    def test_lines_come_back(self):
        lines = [b"a\t\xff\x00", b"", "b\tقال".encode()]
        self.assertEqual(list(flow.piped(["cat"], lines)), lines)
        many = [b"x" * 100] * 50000  # more than a pipe holds
        self.assertEqual(list(flow.piped(["cat"], many)), many)

    def test_an_exit_status_is_an_error_and_says_what_was_said(self):
        with self.assertRaisesRegex(flow.ProgramFailed, "ended with 3.*the reason"):
            list(flow.piped(sh("cat; echo the reason >&2; exit 3"), [b"a"]))

    def test_a_killed_program_is_an_error(self):
        with self.assertRaisesRegex(flow.ProgramFailed, "killed by signal 9"):
            list(flow.piped(sh("head -n 1; kill -9 $$"), [b"a", b"b"]))

    def test_lines_that_cannot_be_made_are_an_error(self):
        def broken():
            yield b"a"
            raise KeyError("upstream")
        with self.assertRaisesRegex(KeyError, "upstream"):
            list(flow.piped(["cat"], broken()))

    def test_a_program_that_does_not_take_its_input_is_an_error(self):
        with self.assertRaises(flow.ProgramFailed):
            list(flow.piped(sh("exec <&-; sleep 0.2; exit 0"), [b"x" * 1000] * 10000))

    def test_nobody_wants_the_rest(self):
        begin = time.monotonic()
        lines = flow.piped(sh("echo a; sleep 100"), [])
        self.assertEqual(next(lines), b"a")
        lines.close()
        self.assertLess(time.monotonic() - begin, 50)

    def test_a_missing_program_is_an_error(self):
        with self.assertRaises(FileNotFoundError):
            list(flow.piped(["/nonexistent/isnad"], []))

    def test_work_is_counted(self):
        work = {}
        for _ in range(2):
            list(flow.piped(["/bin/sh", "-c", "cat"], [b"ab", b"c"], lambda more: flow.summed(work, more)))
        (done,) = work.values()
        self.assertEqual((done[0], *done[2:]), (2, 4, 10, 4, 10))


class Lines(unittest.TestCase):
    RECORD = (b'{"isnad":1,"doc":{"id":"0123456789abcdef0","uri":"u","title":"x\\",\\"published\\":\\"1999-01-01",'
              b'"published":"2015-07-03"},"claims":[],"reading":{"text":"a,\\"reading\\":{"}}')

    def test_months_ids_and_plain_records(self):
        self.assertEqual(job.month_of(self.RECORD), b"2015-07")
        self.assertEqual(job.month_of(self.RECORD.replace(b'"2015-07-03"', b'"2015"')), b"2015")
        self.assertEqual(job.month_of(self.RECORD.replace(b'"2015-07-03"', b"null")), b"undated")
        self.assertEqual(job.month_of(b'{"isnad":1,"doc":{"uri":"u"},"error":{}}'), b"error")
        with self.assertRaises(ValueError):
            job.month_of(b"Segmentation fault")
        (keyed,) = job.with_id([self.RECORD, b'{"isnad":1,"doc":{"uri":"u"},"error":{}}'])
        self.assertEqual(keyed.split(b"\t"), [b"0123456789abcdef", b"2015-07-03", self.RECORD])
        (plain,) = job.records([self.RECORD])
        self.assertTrue(plain.endswith(b'"claims":[]}'), plain)

    def test_steps_tell_lines_apart(self):
        self.assertEqual(list(flow.tagged([b"Aa\t1", b"Bb\t2"], b"B")), [b"b\t2"])


if __name__ == "__main__":
    unittest.main()

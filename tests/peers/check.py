#!/usr/bin/env python3
"""The comparison with other tools (bench/peers) without a network: how answers are read and compared, and that a peer
that is absent, dies or hangs is listed while the others go on. Standard library only.

usage: check.py BUILD_DIR
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = ROOT / "bench/peers"
sys.path[:0] = [str(PEERS), str(PEERS / "adapters")]
import compare  # noqa: E402
import common  # noqa: E402
import dates_heideltime  # noqa: E402
import inputs  # noqa: E402
import install  # noqa: E402
import table  # noqa: E402
import words_corenlp  # noqa: E402

BUILD = None
WAW_SAID, SAID, FORCES, HIS = "وقال", "قال", "قوات", "ه"


class Answers(unittest.TestCase):
    def test_forms_are_found_in_their_order(self):
        self.assertEqual(common.locate("a b a", ["a", "a", "x", "b"]), [(0, 1), (4, 5), None, None])

    def test_corenlp_segments_that_touch_are_one_word(self):
        text = f"{WAW_SAID} {FORCES}{HIS}."
        tokens = [(0, 1), (1, 4), (5, 9), (9, 10), (10, 11)]
        sentences = [{"tokens": [{"characterOffsetBegin": b, "characterOffsetEnd": e} for b, e in tokens]}]
        self.assertEqual(words_corenlp.words(text, sentences), [[0, 4, None, ["و", SAID]], [5, 10, None, [FORCES, HIS]], [10, 11, None, ["."]]])

    def test_timeml(self):
        text = "نص & أمس ثم أمس"
        timeml = ('<?xml?>\n<TimeML>\nنص &amp; <TIMEX3 tid="t1" type="DATE" value="2015-07-31">أمس</TIMEX3> ثم '
                  '<TIMEX3 tid="t2" type="DATE" value="2015-07-30">أمس</TIMEX3>\n</TimeML>')
        self.assertEqual(dates_heideltime.times(text, timeml), [[5, 8, "2015-07-31"], [12, 15, "2015-07-30"]])
        self.assertEqual(dates_heideltime.times(text, "broken"), [])

    def test_day(self):
        self.assertEqual([common.day({"published": p}) for p in ("2015", "2015-07", "2015-07-09", "2015-07-09T10:00")],
                         ["2015-01-01", "2015-07-01", "2015-07-09", "2015-07-09"])


class Comparing(unittest.TestCase):
    def test_cuts(self):
        self.assertEqual(compare.cuts(["و", SAID]), {1})
        # What ل and ال become together counts from the left, a pronoun from the right.
        self.assertEqual(compare.cuts(["ل", "الوزير"]), {1})
        self.assertEqual(compare.cuts([FORCES, HIS]), {-1})
        self.assertEqual(compare.cuts([FORCES]), frozenset())

    def test_lemma_letters(self):
        self.assertEqual(compare.lemma_key("قُوَّة"), compare.lemma_key("قو"))
        self.assertEqual(compare.lemma_key("أَعْلَى"), compare.lemma_key("اعلي"))
        self.assertNotEqual(compare.lemma_key("قال"), compare.lemma_key("قول"))

    def test_words(self):
        reference = {"a": [(0, 4, SAID, ["و", SAID]), (5, 9, FORCES, [FORCES]), (10, 12, None, ["في"])]}
        got = compare.words_against(reference, {"a": [[0, 4, SAID, ["و", SAID]], [5, 9, "x", ["قو", "ات"]]], "b": []})
        self.assertEqual((got["lemma"], got["lemma_words"]), (0.5, 2))
        self.assertAlmostEqual(got["cuts"], 1 / 3)  # a word without an answer counts as wrong
        without = compare.words_against(reference, {"a": [[0, 4, None, None]]})
        self.assertEqual((without["lemma"], without["cuts"]), (None, None))

    def test_dates(self):
        ours = {"a": [[0, 5, "2015-07-31"], [10, 12, "2015-08"]]}
        theirs = {"a": [[2, 5, "2015-07-31"], [11, 13, "2014-08"], [11, 12, "2015-08"], [50, 60, "2015"]]}
        self.assertEqual(compare.dates_against(ours, theirs), {"theirs": 4, "ours": 2, "both": 2, "equal": 0.5})

    def test_pages(self):
        self.assertEqual(compare.page_f1("a b c", "a b c", ""), 1)
        self.assertEqual(compare.page_f1("The title a b", "a b", "The title"), 1)  # a title before the body costs nothing
        self.assertLess(compare.page_f1("menu a b", "a b", "The title"), 1)
        self.assertEqual(compare.page_f1("", "a", None), 0)

    def test_copies(self):
        texts = {"a": "1 2 3 4 5 6 7 8", "b": "1 2 3 4 5 6 7 8", "c": "9 9 9 9 9 9 8 7"}
        articles = [{"id": k, "text": v} for k, v in texts.items()]
        got = compare.copies_gold([("a", "b"), ("a", "gone")], articles, [["b", "a"], ["a", "c"]])
        self.assertEqual(got, {"known": 1, "found": 1.0, "given": 2, "alike": 0.5})

    def test_pages_are_made_long_before_their_end(self):
        page = inputs.long_page(b"<html><body>x</body></html>", 1)
        self.assertGreater(len(page), inputs.PAGE_BYTES)
        self.assertTrue(page.endswith(b"</body></html>"))
        self.assertEqual(page, inputs.long_page(b"<html><body>x</body></html>", 1))


class Reasons(unittest.TestCase):
    def test_pip_and_maven(self):
        pip = "ERROR: Could not find a version that satisfies the requirement x (from versions: none)\nERROR: No matching distribution found for x\n"
        self.assertEqual(install.reason(pip + "\n[notice] A new release of pip is available\n"), "ERROR: No matching distribution found for x")
        maven = "[ERROR] Failed to execute goal: Could not resolve a:b:jar:1\n[ERROR] \n[ERROR] Re-run Maven using the -X switch\n"
        self.assertIn("Could not resolve", install.reason(maven))
        self.assertEqual(install.reason("Traceback\n  File x\nValueError: no data\n"), "ValueError: no data")
        self.assertEqual(install.reason("\n"), "no reason given")


FAKE = '''
import sys, time
sys.path.insert(0, {adapters!r})
import common
def read(tool, article):
    end = time.process_time() + 0.004
    while time.process_time() < end: pass
    return common.words_of(article["text"])
def shape(words, article): return common.word_answers(article["text"], words, words)
common.main(lambda: None, read, shape)
'''


class Runner(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.at = pathlib.Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def adapter(self, name, text):
        path = self.at / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run_peers(self, peers, *options):
        lines = []
        for name, peer in peers.items():
            peer = {"job": "words", "install": "none", "what": "a test", "small": 18, "large": 200} | peer
            lines += [f"[{name}]\n"] + [f"{k} = {json.dumps(v)}\n" for k, v in peer.items()]
        (self.at / "peers.toml").write_text("".join(lines))
        done = subprocess.run([sys.executable, PEERS / "run.py", "--build", BUILD, "--shared", self.at / "none", "--work", self.at / "work",
                               "--peers", self.at / "peers.toml", "--rounds", "1", "--repeat", "3", *options],
                              capture_output=True, encoding="utf-8", timeout=280)
        results = self.at / "work/results.json"
        return done, json.loads(results.read_text())["peers"] if results.exists() else {}

    def test_one_that_works_between_others_that_cannot(self):
        good = self.adapter("good.py", FAKE.format(adapters=str(PEERS / "adapters")))
        dead = self.adapter("dead.py", "import sys\nprint('loading', file=sys.stderr)\nsys.exit('NoModelError: it ships none')\n")
        done, peers = self.run_peers({"dead": {"adapter": dead}, "good": {"adapter": good, "answers": 18},
                                      "big": {"adapter": good, "heavy": True, "absent": "9 GB"}})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("NoModelError: it ships none", peers["dead"]["absent"])
        self.assertIn("9 GB", peers["big"]["absent"])
        rates = peers["good"]["rates"]
        # 4 ms of processor time an article, whatever else the machine does.
        seconds = rates["amount"] / rates["theirs"]["rate"]
        self.assertTrue(0.8 <= seconds <= 1.6, seconds)
        self.assertGreater(rates["ours"]["rate"], rates["theirs"]["rate"])
        # Words as they stand are their own lemma in some cases, not in all.
        self.assertTrue(0.1 < peers["good"]["agreement"]["lemma"] < 0.9, peers["good"])
        for part in ("| good ", "What could not run", "| dead | words | a test | NoModelError: it ships none |"):
            self.assertIn(part, done.stdout)
        again = subprocess.run([sys.executable, PEERS / "run.py", "--work", self.at / "work", "--peers", self.at / "peers.toml", "--show"],
                               capture_output=True, encoding="utf-8")
        self.assertEqual((again.returncode, again.stdout), (0, done.stdout))

    def test_none_that_works_is_a_failure(self):
        hangs = self.adapter("hangs.py", "import time\ntime.sleep(600)\n")
        done, peers = self.run_peers({"none": {"adapter": str(self.at / "missing.py")}, "hangs": {"adapter": hangs}}, "--limit", "2")
        self.assertEqual(done.returncode, 1)
        self.assertIn("missing.py", peers["none"]["absent"])
        self.assertIn("took more than 2 s", peers["hangs"]["absent"])

    def test_packages_that_no_registry_holds(self):
        done, peers = self.run_peers({"unlisted": {"install": "pip", "adapter": "x.py"}})
        self.assertEqual(done.returncode, 1)
        self.assertIn("requirements/unlisted.txt is missing", peers["unlisted"]["absent"])

    def test_programs_of_ours_that_are_missing(self):
        done = subprocess.run([sys.executable, PEERS / "run.py", "--build", self.at, "--work", self.at / "work"],
                              capture_output=True, encoding="utf-8")
        self.assertEqual(done.returncode, 1)
        self.assertIn("has no isnad, isnad.img", done.stderr)
        self.assertIn("./dev peers", done.stderr)

    def test_unknown_names(self):
        done, _ = self.run_peers({}, "--only", "nobody")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no peer or job nobody", done.stderr)


class Table(unittest.TestCase):
    def test_page(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "p.md"
            page.write_text("before\n<!-- peers -->\nold\n<!-- /peers -->\nafter\n")
            table.write(page, "new\n")
            self.assertEqual(page.read_text(), "before\n<!-- peers -->\nnew\n<!-- /peers -->\nafter\n")
            page.write_text("no marks\n")
            with self.assertRaises(SystemExit):
                table.write(page, "new\n")

    def test_every_peer_has_its_files(self):
        import tomllib
        for name, peer in tomllib.loads((PEERS / "peers.toml").read_text()).items():
            self.assertIn(peer["job"], table.TITLES, name)
            kind = ("requirements", ".txt") if peer["install"] == "pip" else ("maven", ".xml")
            self.assertTrue((PEERS / kind[0] / (peer.get("file", name) + kind[1])).is_file(), name)
            if "adapter" in peer:
                self.assertTrue((PEERS / "adapters" / peer["adapter"]).is_file(), name)
                self.assertTrue(peer["adapter"] == "probe.py" or {"small", "large"} <= peer.keys(), name)
            if peer.get("heavy"):
                self.assertTrue(peer["absent"], name)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)

# needs: python3
# needs-file: ../shared/data/timex/recognizers
# The specification's cases that differ are those declared, each with its reason.

$ python3 $src/tools/quality/timex.py --isnad $PROGRAM $src/../shared/data/timex/recognizers | sed -n 's/^figure //p'
/^timex.recognizers 0\.(8[5-9]|9)[0-9]* asked 0.85$/
/^timex.recognizers.supported 0\.(8[5-9]|9)[0-9]* asked 0.85$/

# Wrong usage is status 2 and says what to do.

$ isnad --version
/^isnad [0-9]+\.[0-9]+\.[0-9]+$/

# without the image
$ ISNAD_IMAGE=/nowhere isnad --version
/^isnad [0-9]/

$ isnad --help
...
/^  isnad extract article.txt/
...

$ for v in extract read watch events claims relations entities timeline show morph numbers times explain eval; do isnad $v --help | grep -q "isnad $v " || echo "no example: $v"; done

$ isnad
! isnad: a verb is missing: isnad read, isnad events ...
! Try: isnad --help
? 2

$ isnad frobnicate
! isnad: frobnicate: is no verb; isnad --help lists them
! Try: isnad --help
? 2

$ isnad extract
! /^isnad: INPUT is required/
! Try: isnad extract --help
? 2

$ isnad extract x.txt --published 'last week'
! /^isnad: .*last week/
? 2

$ isnad events
! /^isnad: --case is required/
! Try: isnad events --help
? 2

$ isnad events -d x.case --type FIGHT
! /^isnad: --type FIGHT: is none of AGREE, CONSULT/
? 2

$ isnad events -d x.case --from yesterday
! /^isnad: --from yesterday: is no date: /
? 2

$ isnad events -d x.case --json --csv
! isnad: --json and --csv: give one of them
? 2

$ isnad events -d x.case --limit -3
! /^isnad: --limit/
! Try: isnad events --help
? 2

$ echo x > x.txt; isnad explain x.txt:zero
! /^isnad: x.txt:zero: after the colon stands the number of a sentence/
? 2

$ isnad eval missing gold < /dev/null
! /^isnad: missing: no such file/
? 1

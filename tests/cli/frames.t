# docs/extend.md step by step: from a missed sentence to a frame that reads it, on a copy of the files.
$ cp -r $src/data $src/models . && chmod -R u+w data models; echo 'أعارت مصر الجيش السوداني مروحيات.' > missed.txt; isnad extract missed.txt | grep -c '"events":\[\]'
1
$ isnad explain missed.txt:1 | grep -A1 '^  frames'
  frames
/not: object is none of those that the frame needs: /

# The draft: its predicate in dictionary form, its sides where the sentence has them, what PLOVER and CAMEO offer.
$ isnad frames new 'أعارت مصر الجيش السوداني مروحيات' --type AID > draft.toml; tail -n +2 draft.toml
[[frame]]
/id         = "aid-[a-z]+"  # better: the act in English/
type       = "AID"
mode       = ""
/contexts   = \[\]  # of military /
/cameo      = "070"  # of 070 071 072 /
verb       = ["أعار"]
...
actor      = ["subject"]
recipient  = ["object"]
...
yes        = ["أعارت مصر الجيش السوداني مروحيات"]
/no         = \[\]  # /

# Without a sentence that must not fire it is refused, by place, and nothing is read.
$ cat draft.toml >> data/frames/aid.toml; isnad frames test aid > out.txt; echo $?; grep -A1 ': error:' out.txt
1
/data/frames/aid.toml:[0-9]+:[0-9]+: error: /
/no +=/

# A frame that is whole; its test reads both sentences.
$ sed -i 's/^no         = \[\] .*/no         = ["أعار الطالب صديقه كتابا"]/; s/"aid-[a-z]*"  # better.*/"lend-equipment"/' data/frames/aid.toml; isnad frames test lend-equipment
/lend-equipment \(frames/aid.toml:[0-9]+\)/
/  good yes an event: .*أعارت مصر الجيش السوداني مروحيات/
/  good no  does not fire: .*أعار الطالب صديقه كتابا/
2 examples of 1 frames: 0 not read as declared

# A sentence that the frame does not bear out is told, and the status says so.
$ sed -i 's/^no         = \["أعار الطالب صديقه كتابا"\]/no         = ["أعارت فرنسا المغرب طائرات"]/' data/frames/aid.toml; isnad frames test lend-equipment
...
/  BAD  no  fires: .*أعارت فرنسا المغرب طائرات/
2 examples of 1 frames: 1 not read as declared
? 1

# What cannot be done is told.
$ isnad frames test no-such-frame
! /no-such-frame: neither a file of data/frames nor the id of a frame/
? 2
$ isnad frames new 'أعارت مصر الجيش السوداني مروحيات'
! /new: --type is missing/
? 2
$ isnad frames new 'أعارت مصر الجيش السوداني مروحيات' --type GIFT
! /GIFT: no type of PLOVER/
? 1
$ isnad frames new 'أعارت مصر الجيش السوداني مروحيات' --type AID --word كتاب
! /the sentence has no such word/
? 1
$ isnad frames check --data nowhere
! /nowhere: no folder of data with frames in it/
? 1
$ isnad frames sing
! /sing: new SENTENCE, test/
? 2

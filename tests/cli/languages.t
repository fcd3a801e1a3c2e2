# The Arabic engine reads Arabic alone: other languages become records with their language and no events.

$ printf 'سخنگوی وزارت کشور روز دوشنبه اعلام کرد که انتخابات شوراها برگزار خواهد شد.\n' > fa.txt; printf 'حکومت نے کہا ہے کہ انتخابات وقت پر ہوں گے\n' > ur.txt; printf 'The minister said that the talks were over.\n' > en.txt; printf 'ھۆكۈمەت يېڭى قانۇن ئېلان قىلدى\n' > ug.txt; printf 'وصل الوزير إلى موسكو، وقال "we will stay" للصحفيين.\n' > ar.txt

$ isnad extract fa.txt ur.txt en.txt ug.txt
/"uri":"fa.txt".*"lang":"fa".*"events":\[\]/
/"uri":"ur.txt".*"lang":"ur".*"events":\[\]/
/"uri":"en.txt".*"lang":"en".*"events":\[\]/
/"uri":"ug.txt".*"lang":"ug".*"events":\[\]/

$ isnad extract ar.txt
/"uri":"ar.txt".*"lang":"ar"/

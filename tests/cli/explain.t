# The syntax in what explain prints: a tree of clauses with verbs and their arguments, phrases with what
# they are made of, masdars with what governs them, and whom the words mean. Left
# open (...) is what stands beside the feature in hand.

# A title with its chain of genitives, its adjective and the name; a masdar that a light verb carries; the
# whole tree of a clause, and the frames behind it.
$ echo 'أجرى وزير الخارجية الروسي سيرغي لافروف زيارة إلى الجزائر.' > a.txt; isnad explain a.txt:1
...
  clauses
    main
      verb ⁨أجرى⁩ Ajry
        subject ⁨وزير الخارجية الروسي سيرغي لافروف⁩ = ⁨وزير⁩ of ⁨الخارجية⁩, adjective ⁨الروسي⁩, name ⁨سيرغي لافروف⁩ -> RUS (Sergei Lavrov)
        object ⁨زيارة⁩
          masdar ⁨زيارة⁩: light verb ⁨أجرى⁩, its subject -> RUS (Sergei Lavrov); Aly ⁨الجزائر⁩
        prep Aly ⁨الجزائر⁩ -> DZA
  frames
...
/fired visit \(frames/consult.toml:[0-9]+\): actor RUS, recipient DZA/
...

# A passive; a number; a relative clause under the clause of its antecedent, which is its object.
$ echo 'قُتل 12 جنديا فرنسيا في هجوم شنه مسلحون على قاعدة عسكرية في مالي.' > a.txt; isnad explain a.txt:1
...
      verb ⁨قُتل⁩ qtl passive
        subject of the passive ⁨12 جنديا فرنسيا⁩ = number ⁨12⁩, ⁨جنديا⁩, adjective ⁨فرنسيا⁩ -> FRA
...
      relative of ⁨هجوم⁩
        verb ⁨شنه⁩ $n
          subject ⁨مسلحون⁩ -> GEN:gunmen:MLI
          object: the antecedent ⁨هجوم⁩
...

# A subject shared with the verb before, and an object pronoun; a word that decides how sure its masdar is.
$ echo 'اتهمت مالي أوكرانيا بدعم الإرهاب، وطالبتها بتسليم المسؤولين.' > a.txt; isnad explain a.txt:1
...
      coordinate
        verb ⁨وطالبتها⁩ TAlb (operator: planned)
          subject ⁨مالي⁩ -> MLI
          object pronoun -> UKR
...
/masdar .* \(operator: planned\), its subject -> MLI; genitive /
...

# A masdar with subject and object; a participle that describes the clause, with its subject.
$ echo 'نددت الجزائر بقصف إسرائيل مدينة غزة، داعية إلى وقف الحرب.' > a.txt; isnad explain a.txt:1
...
          masdar ⁨قصف⁩: governed by ⁨نددت⁩; subject ⁨إسرائيل⁩ -> ISR; object ⁨مدينة غزة⁩
      phrase ⁨مدينة غزة⁩
      circumstantial ⁨داعية⁩
        subject -> DZA
...

# A clause that is the complement of a verb; coordinated subjects.
$ echo 'أعلن الرئيس الفرنسي أن مالي والنيجر وقعتا اتفاقا.' > a.txt; isnad explain a.txt:1
...
        complement: the clause of ⁨أن⁩
      that ⁨أن⁩
        verb ⁨وقعتا⁩ wqE
          subject ⁨مالي⁩ -> MLI, NER
            and ⁨والنيجر⁩
...

# A masdar under the verb of the analytic passive.
$ echo 'تم توقيع اتفاق بين روسيا ومالي.' > a.txt; isnad explain a.txt:1
...
        masdar ⁨توقيع⁩: light verb ⁨تم⁩; genitive ⁨اتفاق⁩; byn ⁨روسيا⁩
...

# Frames of one word that did not fire for the same reason share a line.
$ echo 'نددت الجزائر بقصف إسرائيل مدينة غزة.' > a.txt; isnad explain a.txt:1 | grep -c 'none of those that the frame needs: .*, .*'
1

# The same bytes each time; nothing of the text leaves its isolate or steers the terminal.
$ for i in 1 2; do isnad explain $src/samples/01-moscow-defence-ministers.txt | md5sum; done | uniq | wc -l
1

$ printf 'قصفت روسيا \u202e\u2069\e[31m مدينة خاركيف.\n' > a.txt; isnad explain a.txt | grep -c -e $'\u202e' -e $'\e'
0
? 1

$ isnad explain a.txt | tr -d '\n' | grep -o -e $'\u2068' -e $'\u2069' | uniq -d

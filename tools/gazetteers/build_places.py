#!/usr/bin/env python3
"""Build data/gazetteers/places.tsv from a place list, a stop list and a hand list.

  build_places.py PLACES [--news-counts FILE]   build
  build_places.py --check                       check the table; exit 1 on an error

PLACES is the table of dr5hn/countries-states-cities-database with columns arabic, english, country
(alpha-2), kind, latitude, longitude, population. Many of its Arabic names are machine-translated
("Industry", "May Pen"): a name is kept only if its consonants agree with those of the English name.
FILE is a frequency list made from news: word, count, count directly after a place word (in, city,
province), tab-separated, words folded as by build_states.fold. A frequent single word that rarely
follows a place word is a common word and is dropped. What that drops belongs in STOP as well, so
that a build without FILE gives nearly the same table. The shipped table was built with it.
"""
import argparse
import difflib
import json
import pathlib
import re
import sys
import unicodedata

from build_states import ISO, ROOT, fold, read, split

TABLE = ROOT / "data/gazetteers/places.tsv"
COLUMNS = ["ar", "en", "state", "kind", "population"]
KINDS = {"capital": "city", "adm1": "adm1"}  # every other kind is a city
CORE = set(
    "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE EH "  # Arab states
    "ML NE BF TD SN NG SS ER TR IR IL UA".split())  # Sahel and neighbours in the news
MIN_CORE, MIN_OTHER, MIN_CHINA = 10_000, 100_000, 1_000_000
MIN_LETTERS_CORE, MIN_LETTERS_OTHER = 4, 5  # short foreign names are too often common words
AGREEMENT = 0.72  # of consonant skeletons, below which a name counts as translated

HEADER = """\
# Towns and first-level divisions in Arabic.
# Columns: ar, en, state (ISO 3166-1 alpha-3; empty where the status is disputed), kind (city, adm1),
#   population (0 where not known). One row for a name: of two places the more populous is kept.
#   State names, capitals and regions are in states.tsv and regions.tsv.
# Sources: dr5hn/countries-states-cities-database (https://github.com/dr5hn/countries-states-cities-
#   database), filtered; rows after the line "hand list" were written for isnad.
# Licence: Open Database License 1.0 (ODbL). Contains information from the Countries States Cities
#   Database, which is made available under the ODbL.
# Rebuild: tools/gazetteers/build_places.py
"""

# Common words and personal names; a name here is never taken from PLACES.
STOP = set("""
هو الاتحاد ل الجديد مركز صاحب المقاومة صالح يقول بيان عين قناة الأربعاء تراجع إطار نفس عرض يورو دوري
رجل إلمالي حسين اسم السنة الشهداء صناعة قرية غرب تغيير ذكر الحد لاي جماعة سان العدل سليمان التقدم حرب
الحزم صلاة تشكيل كيلو باي يستطيع اللغة بدر بندر أنت حديث خطر دورا بني الموارد شان محل الثورة الحي بلد
جمال جزيرة الوجه دعوة قراءة بشار صافي برنت نور ديفيد دينار الربيعة أراد أني سباق الخمس جوي ميلان الباب
مصطفى القصر السيدة خام مكتبة مرسى عميد ضمان ميدان جورج حاجز الفحص كريمة قصيدة محلات بول نعمة النهار سيد
مارتن هاني ميل رائحة التقاعد أتي ينقل التوجيه أبا البيض مترو شكرا موت آدم قاضي عرفات فرح جيجا سيادة أودي
هوي يضرب الخلق توريد جولي بيتي ريفاس ها جاسم أمد صح حنان العبيد موراليس مرشد بهجة الكعبة بوبا قالب مركزي
روتانا الإصلاحية المرتفعات مرحبا قارة مفتاح الصوم بيتا الريان سري مساكن ساما بو الخضر دبابة ميلا شابة يوان
موتا المفضلة الغابات يمين ليرة بيبي النمر يشيد بيجي نصيحة ليو كلي بركان فرسان صالحي بلقيس خريف سحر خطيب
أباتشي باني سور الشامية نوبل فدان ربك أون قبلي حيلة جاي دلتا عصب الشجرة ملحمة ربة راسك خريج المحمدية تمرين
ديربي فرحان زيدان جهز بوكا كوني بيري العرش كاري شينخوا جيف تفوح السلفية الزهرة بور مرسيدس قباء طريف بالا
القطن الحلي الترجي إيسي ويبين هارت ألبيون الثراء الترف الحناء الحاجب جبة مسعد الواسطة نوبة القبة عنابة_
منزل مدينة شرق شمال جنوب وسط سلوى الميناء العزيزية السلمية الهلالية فينا إدري ماوي تشونغ سليما جوهر المنتزه
الرفاع_ عالية هلال أمل الأمل السلام الوحدة الحرية النور الفتح النصر الهدى حرم شمس كمال كامل مالك مراد عمر
علي محمد أحمد خالد سعيد سالم سلطان ناصر يوسف إبراهيم عثمان حسن قاسم جعفر فاطمة مريم زهرة ربيع صيف شتاء
سبت أحد اثنين ثلاثاء خميس جمعة يناير مارس مايو كاتب كتاب حكيم وردة بحر نهر جبل وادي سوق برج حصن باب بيت دار
طيبة كبير صغير جديد قديم أبيض أسود أخضر أحمر ذهب فضة حديد نصر فتح سلام حرة حر عرب ترك روس بربر لطيف شريف
ملفي نقده بولو زهور توما أريس دريان راين براك أوفا سوما بيدو أياكس ريتشموند باتا باتي سرايا نيفا أواني فاتح كولو
نايجل باري عرقي شارف فرعون بهار رستم زابل باتو سانو كيتا بارو صفوة البستان فيكي برودي ميدي مورينو بوما حسينة فايف
سراب صدرا تيتي ألاباما ساكي كيفي مارتي مايا ماتيا بازار حفصة كولا أومان المظفر ميلتون كامبريدج بوتو جيشي تورا كوسا
فردوس كاكي عزرا باما بانكي بوشر دارا زارا سرار مجزر قرشي تالا تيران محرز نبهان يورك لالي موهر ستري هايز كوبان زاوية
تربة مصيف غرناطة باليرمو نيوكاسل كونكورديا البيضاء الميادين سلوان الزبير بريان واترلو فتحية فريحة أنجوس بريانكا الملاح
رقيبة الرقاب النصاب جيرمي أبيك ميرلو روزاريو بهارستان خولان سمارة عرار أشدود راولبندي صبحا شيآن قوانغتشو
أمين وكيل رشيد سريع بطل أسد نمر ذيب غزال الإمام الملك الأمير الوزير القائد الحاج الشيخ السيد المدينة الوطن
كونان لينا سارة مونتي رمضان شعبان محرم صفر رجب عيد هدى رضا سما جنة نجم قمر كوكب وحدة ثورة قوة أمة دولة
""".replace("_", "").split()) - set("عنابة الرفاع".split())

# Names of two or more words that are translations.
STOP_PHRASE = re.compile(
    "^(منطقة|مقاطعة|محافظة|ولاية|بلدية|وزارة|بوابة|لا شيء|قد |شمال |جنوب |شرق |غرب |وسط |سان خوسيه د|بن مهدي)"
    "|الحضرية| الكبرى$|^أبو الحسن$|^منذ متى$|^بصوت|^عضلات| شي$|^طريق |^إعادة |^جين بينغ$")

# Usual English forms where the list's differs. Keyed by the Arabic name.
ENGLISH = {}

# ar|en|state|kind; replaces a row of the same name. Alternative spellings share the English name.
HAND = """
القدس|Jerusalem||city
مكة المكرمة;مكة|Mecca|SAU|city
المدينة المنورة|Medina|SAU|city
جدة|Jeddah|SAU|city
سيهات|Saihat|SAU|city
الدمام|Dammam|SAU|city
الخبر|Khobar|SAU|city
الظهران|Dhahran|SAU|city
الطائف|Taif|SAU|city
تبوك|Tabuk|SAU|city
أبها|Abha|SAU|city
نجران|Najran|SAU|city
جازان;جيزان|Jazan|SAU|city
حائل|Hail|SAU|city
بريدة|Buraidah|SAU|city
عنيزة|Unaizah|SAU|city
ينبع|Yanbu|SAU|city
القطيف|Qatif|SAU|city
الأحساء|Al-Ahsa|SAU|city
الهفوف|Hofuf|SAU|city
الباحة|Al-Baha|SAU|city
الخرج|Al-Kharj|SAU|city
الجبيل|Jubail|SAU|city
سكاكا|Sakaka|SAU|city
عرعر|Arar|SAU|city
خميس مشيط|Khamis Mushait|SAU|city
حفر الباطن|Hafar al-Batin|SAU|city
العلا|AlUla|SAU|city
دبي|Dubai|ARE|city
الشارقة|Sharjah|ARE|city
عجمان|Ajman|ARE|city
الفجيرة|Fujairah|ARE|city
رأس الخيمة|Ras al-Khaimah|ARE|city
العين الإماراتية|Al Ain|ARE|city
صلالة|Salalah|OMN|city
صحار|Sohar|OMN|city
المحرق|Muharraq|BHR|city
عدن|Aden|YEM|city
تعز|Taiz|YEM|city
الحديدة|Hodeidah|YEM|city
المكلا|Mukalla|YEM|city
إب|Ibb|YEM|city
ذمار|Dhamar|YEM|city
عمران|Amran|YEM|city
زنجبار|Zanzibar|TZA|city
المخا|Mocha|YEM|city
عتق|Ataq|YEM|city
سيئون|Seiyun|YEM|city
البيضاء اليمنية|Al-Bayda|YEM|city
الموصل|Mosul|IRQ|city
البصرة|Basra|IRQ|city
أربيل|Erbil|IRQ|city
كركوك|Kirkuk|IRQ|city
النجف|Najaf|IRQ|city
كربلاء|Karbala|IRQ|city
الفلوجة|Fallujah|IRQ|city
الرمادي|Ramadi|IRQ|city
تكريت|Tikrit|IRQ|city
بيجي|Baiji|IRQ|city
سامراء|Samarra|IRQ|city
السليمانية|Sulaymaniyah|IRQ|city
دهوك|Duhok|IRQ|city
بعقوبة|Baqubah|IRQ|city
تلعفر|Tal Afar|IRQ|city
حديثة|Haditha|IRQ|city
الناصرية|Nasiriyah|IRQ|city
أبو غريب|Abu Ghraib|IRQ|city
حلب|Aleppo|SYR|city
حمص|Homs|SYR|city
حماة|Hama|SYR|city
إدلب|Idlib|SYR|city
اللاذقية|Latakia|SYR|city
طرطوس|Tartus|SYR|city
الرقة|Raqqa|SYR|city
دير الزور|Deir ez-Zor|SYR|city
الحسكة|Hasakah|SYR|city
القامشلي|Qamishli|SYR|city
عين العرب;كوباني;عين العرب كوباني|Kobani|SYR|city
درعا|Daraa|SYR|city
السويداء|Suwayda|SYR|city
القنيطرة|Quneitra|SYR|city
تدمر|Palmyra|SYR|city
منبج|Manbij|SYR|city
عفرين|Afrin|SYR|city
الزبداني|Zabadani|SYR|city
دوما|Douma|SYR|city
داريا|Darayya|SYR|city
جسر الشغور|Jisr al-Shughur|SYR|city
تل أبيض|Tell Abyad|SYR|city
أعزاز;إعزاز|Azaz|SYR|city
جرابلس|Jarabulus|SYR|city
البوكمال|Abu Kamal|SYR|city
حميميم;قاعدة حميميم|Khmeimim|SYR|city
رأس العين|Ras al-Ayn|SYR|city
صيدا|Sidon|LBN|city
بعلبك|Baalbek|LBN|city
عرسال|Arsal|LBN|city
النبطية|Nabatieh|LBN|city
زحلة|Zahle|LBN|city
الناقورة|Naqoura|LBN|city
إربد|Irbid|JOR|city
الزرقاء|Zarqa|JOR|city
العقبة|Aqaba|JOR|city
مدينة غزة|Gaza City|PSE|city
خان يونس|Khan Yunis|PSE|city
رفح|Rafah|PSE|city
جباليا|Jabalia|PSE|city
بيت لاهيا|Beit Lahia|PSE|city
بيت حانون|Beit Hanoun|PSE|city
دير البلح|Deir al-Balah|PSE|city
النصيرات|Nuseirat|PSE|city
جنين|Jenin|PSE|city
نابلس|Nablus|PSE|city
الخليل|Hebron|PSE|city
بيت لحم|Bethlehem|PSE|city
طولكرم|Tulkarm|PSE|city
قلقيلية|Qalqilya|PSE|city
أريحا|Jericho|PSE|city
حيفا|Haifa|ISR|city
يافا|Jaffa|ISR|city
عكا|Acre|ISR|city
الناصرة|Nazareth|ISR|city
عسقلان|Ashkelon|ISR|city
أسدود|Ashdod|ISR|city
بئر السبع|Beersheba|ISR|city
إيلات|Eilat|ISR|city
سديروت|Sderot|ISR|city
ديمونا|Dimona|ISR|city
الإسكندرية|Alexandria|EGY|city
الجيزة|Giza|EGY|city
السويس|Suez|EGY|city
بورسعيد;بور سعيد|Port Said|EGY|city
الإسماعيلية|Ismailia|EGY|city
العريش|Arish|EGY|city
شرم الشيخ|Sharm el-Sheikh|EGY|city
الأقصر|Luxor|EGY|city
أسوان|Aswan|EGY|city
الغردقة|Hurghada|EGY|city
الشيخ زويد|Sheikh Zuweid|EGY|city
المنصورة|Mansoura|EGY|city
طنطا|Tanta|EGY|city
أسيوط|Asyut|EGY|city
المنيا|Minya|EGY|city
الفيوم|Fayoum|EGY|city
دمياط|Damietta|EGY|city
بنغازي|Benghazi|LBY|city
مصراتة|Misrata|LBY|city
سرت|Sirte|LBY|city
درنة|Derna|LBY|city
طبرق|Tobruk|LBY|city
سبها|Sabha|LBY|city
الكفرة|Kufra|LBY|city
أجدابيا|Ajdabiya|LBY|city
راس لانوف;رأس لانوف|Ras Lanuf|LBY|city
الزنتان|Zintan|LBY|city
غريان|Gharyan|LBY|city
صبراتة|Sabratha|LBY|city
ترهونة|Tarhuna|LBY|city
الجفرة|Jufra|LBY|city
الصخيرات|Skhirat|MAR|city
صفاقس|Sfax|TUN|city
سوسة|Sousse|TUN|city
القيروان|Kairouan|TUN|city
بنزرت|Bizerte|TUN|city
سيدي بوزيد|Sidi Bouzid|TUN|city
القصرين|Kasserine|TUN|city
بن قردان|Ben Gardane|TUN|city
وهران|Oran|DZA|city
قسنطينة|Constantine|DZA|city
عنابة|Annaba|DZA|city
سطيف|Setif|DZA|city
تيزي وزو|Tizi Ouzou|DZA|city
بجاية|Bejaia|DZA|city
تمنراست|Tamanrasset|DZA|city
تندوف|Tindouf|DZA|city
غرداية|Ghardaia|DZA|city
عين أميناس;إن أميناس|In Amenas|DZA|city
برج باجي مختار|Bordj Badji Mokhtar|DZA|city
عين قزام|In Guezzam|DZA|city
الدار البيضاء|Casablanca|MAR|city
مراكش|Marrakesh|MAR|city
فاس|Fez|MAR|city
طنجة|Tangier|MAR|city
أكادير;أغادير|Agadir|MAR|city
وجدة|Oujda|MAR|city
مكناس|Meknes|MAR|city
تطوان|Tetouan|MAR|city
الحسيمة|Al Hoceima|MAR|city
العيون|Laayoune|ESH|city
الداخلة|Dakhla|ESH|city
الكركرات|Guerguerat|ESH|city
السمارة|Smara|ESH|city
سبتة|Ceuta|ESP|city
مليلية|Melilla|ESP|city
نواذيبو|Nouadhibou|MRT|city
أم درمان|Omdurman|SDN|city
بورتسودان;بور سودان;بورسودان|Port Sudan|SDN|city
الفاشر|El Fasher|SDN|city
نيالا|Nyala|SDN|city
الجنينة|El Geneina|SDN|city
الأبيض السودانية|El Obeid|SDN|city
ود مدني|Wad Madani|SDN|city
كسلا|Kassala|SDN|city
عطبرة|Atbara|SDN|city
زالنجي|Zalingei|SDN|city
الدمازين|Ad-Damazin|SDN|city
ملكال|Malakal|SSD|city
بانتيو|Bentiu|SSD|city
هرجيسا;هرغيسا|Hargeisa|SOM|city
كيسمايو;كسمايو|Kismayo|SOM|city
بوصاصو|Bosaso|SOM|city
بيدوا;بيدوة|Baidoa|SOM|city
عصب|Assab|ERI|city
مصوع|Massawa|ERI|city
كيدال|Kidal|MLI|city
غاو;جاو|Gao|MLI|city
تمبكتو;تومبكتو;تنبكتو|Timbuktu|MLI|city
تين زواتين;تنزواتين;تينزاواتين;تين زاوتين;تين زاواتين;تنزاواتين|Tinzaouaten|MLI|city
موبتي|Mopti|MLI|city
سيغو;سيجو|Segou|MLI|city
سيكاسو|Sikasso|MLI|city
كايس|Kayes|MLI|city
كاتي|Kati|MLI|city
مينكا;ميناكا|Menaka|MLI|city
تاوديني|Taoudenni|MLI|city
تيساليت;تساليت|Tessalit|MLI|city
بير;بلدة بير|Ber|MLI|city
أنفيف|Anefis|MLI|city
أغيلهوك;أجلهوك|Aguelhok|MLI|city
غوندام|Goundam|MLI|city
مورا المالية|Moura|MLI|city
باندياغارا|Bandiagara|MLI|city
أنسونغو|Ansongo|MLI|city
أغاديز;أغاديس;أجاديز|Agadez|NER|city
زندر;زيندر|Zinder|NER|city
مارادي|Maradi|NER|city
ديفا|Diffa|NER|city
تاهوا|Tahoua|NER|city
أرليت|Arlit|NER|city
دوسو|Dosso|NER|city
بوبو ديولاسو|Bobo-Dioulasso|BFA|city
جيبو|Djibo|BFA|city
فادا نغورما|Fada N'gourma|BFA|city
كايا البوركينية|Kaya|BFA|city
بارسالوغو|Barsalogho|BFA|city
واهيغويا|Ouahigouya|BFA|city
لاغوس|Lagos|NGA|city
كانو|Kano|NGA|city
كادونا|Kaduna|NGA|city
مايدوغوري;مايدوجوري|Maiduguri|NGA|city
شيبوك;تشيبوك|Chibok|NGA|city
يولا|Yola|NGA|city
سوكوتو|Sokoto|NGA|city
بورت هاركورت|Port Harcourt|NGA|city
فايا لارجو|Faya-Largeau|TCD|city
أبشي|Abeche|TCD|city
دوالا|Douala|CMR|city
بواكي|Bouake|CIV|city
كوماسي|Kumasi|GHA|city
غوما;جوما|Goma|COD|city
بوكافو|Bukavu|COD|city
لوبومباشي|Lubumbashi|COD|city
بيني الكونغولية|Beni|COD|city
مومباسا|Mombasa|KEN|city
غاريسا|Garissa|KEN|city
دار السلام|Dar es Salaam|TZA|city
ميكيلي;ميكلي|Mekelle|ETH|city
بحر دار|Bahir Dar|ETH|city
جوهانسبرغ;جوهانسبورغ;جوهانسبرج|Johannesburg|ZAF|city
كيب تاون|Cape Town|ZAF|city
ديربان|Durban|ZAF|city
إسطنبول;اسطنبول|Istanbul|TUR|city
إزمير;أزمير|Izmir|TUR|city
ديار بكر|Diyarbakir|TUR|city
غازي عنتاب;غازي عينتاب|Gaziantep|TUR|city
أضنة|Adana|TUR|city
أنطاليا|Antalya|TUR|city
سروج|Suruc|TUR|city
شانلي أورفا;أورفا|Sanliurfa|TUR|city
هاتاي;هطاي|Hatay|TUR|adm1
أنطاكيا|Antakya|TUR|city
إنجرليك;انجرليك;إنجيرليك|Incirlik|TUR|city
كهرمان مرعش|Kahramanmaras|TUR|city
مشهد|Mashhad|IRN|city
أصفهان|Isfahan|IRN|city
تبريز|Tabriz|IRN|city
شيراز|Shiraz|IRN|city
قم|Qom|IRN|city
الأهواز|Ahvaz|IRN|city
بندر عباس|Bandar Abbas|IRN|city
نطنز|Natanz|IRN|city
فوردو|Fordow|IRN|city
بوشهر|Bushehr|IRN|city
عبادان|Abadan|IRN|city
كرمان|Kerman|IRN|city
زاهدان|Zahedan|IRN|city
باخموت|Bakhmut|UKR|city
خاركيف;خاركوف|Kharkiv|UKR|city
أوديسا;أوديسّا|Odesa|UKR|city
لفيف|Lviv|UKR|city
ماريوبول|Mariupol|UKR|city
خيرسون|Kherson|UKR|city
ميكولايف;نيكولاييف|Mykolaiv|UKR|city
دنيبرو|Dnipro|UKR|city
سومي|Sumy|UKR|city
أفدييفكا|Avdiivka|UKR|city
كراماتورسك|Kramatorsk|UKR|city
بوكروفسك|Pokrovsk|UKR|city
سيفاستوبول;سيفستوبول|Sevastopol|UKR|city
بوتشا|Bucha|UKR|city
تشيرنوبيل|Chernobyl|UKR|city
سيفيرودونيتسك|Sievierodonetsk|UKR|city
سان بطرسبورغ;سانت بطرسبرغ;سان بطرسبرغ;بطرسبورغ|Saint Petersburg|RUS|city
سوتشي|Sochi|RUS|city
قازان;كازان|Kazan|RUS|city
غروزني;جروزني|Grozny|RUS|city
روستوف|Rostov|RUS|city
كورسك|Kursk|RUS|city
بيلغورود;بيلجورود|Belgorod|RUS|city
فلاديفوستوك|Vladivostok|RUS|city
فولغوغراد|Volgograd|RUS|city
نيويورك|New York|USA|city
لوس أنجلوس;لوس أنجليس|Los Angeles|USA|city
شيكاغو;شيكاجو|Chicago|USA|city
بوسطن|Boston|USA|city
سان فرانسيسكو|San Francisco|USA|city
هيوستن|Houston|USA|city
ميامي|Miami|USA|city
ديترويت|Detroit|USA|city
فيلادلفيا|Philadelphia|USA|city
دالاس|Dallas|USA|city
لاس فيغاس|Las Vegas|USA|city
تورنتو|Toronto|CAN|city
مونتريال|Montreal|CAN|city
مانشستر|Manchester|GBR|city
ليفربول|Liverpool|GBR|city
برمنغهام;بيرمنغهام|Birmingham|GBR|city
غلاسكو|Glasgow|GBR|city
إدنبرة|Edinburgh|GBR|city
مارسيليا;مرسيليا|Marseille|FRA|city
ستراسبورغ|Strasbourg|FRA|city
كاليه|Calais|FRA|city
ليون|Lyon|FRA|city
تولوز|Toulouse|FRA|city
ميونيخ;ميونخ|Munich|DEU|city
فرانكفورت|Frankfurt|DEU|city
هامبورغ;هامبورج|Hamburg|DEU|city
كولونيا|Cologne|DEU|city
ميلانو|Milan|ITA|city
نابولي|Naples|ITA|city
البندقية|Venice|ITA|city
برشلونة|Barcelona|ESP|city
إشبيلية|Seville|ESP|city
فالنسيا|Valencia|ESP|city
جنيف|Geneva|CHE|city
زيورخ;زوريخ|Zurich|CHE|city
دافوس|Davos|CHE|city
لوزان|Lausanne|CHE|city
لاهاي|The Hague|NLD|city
روتردام|Rotterdam|NLD|city
سالزبورغ|Salzburg|AUT|city
سالونيك|Thessaloniki|GRC|city
كراتشي|Karachi|PAK|city
لاهور|Lahore|PAK|city
بيشاور|Peshawar|PAK|city
كويتا|Quetta|PAK|city
روالبندي|Rawalpindi|PAK|city
قندهار|Kandahar|AFG|city
هرات|Herat|AFG|city
قندوز|Kunduz|AFG|city
مزار شريف|Mazar-i-Sharif|AFG|city
جلال آباد|Jalalabad|AFG|city
مومباي|Mumbai|IND|city
كولكاتا|Kolkata|IND|city
شنغهاي;شانغهاي;شنجهاي|Shanghai|CHN|city
تيانجين|Tianjin|CHN|city
ووهان|Wuhan|CHN|city
غوانغتشو;جوانجتشو|Guangzhou|CHN|city
أوساكا|Osaka|JPN|city
هيروشيما|Hiroshima|JPN|city
ناغازاكي;ناجازاكي|Nagasaki|JPN|city
سيدني|Sydney|AUS|city
ملبورن|Melbourne|AUS|city
ألماتي;ألما آتا|Almaty|KAZ|city
بلخ|Balkh|AFG|adm1
بازل|Basel|CHE|city
ليدز|Leeds|GBR|city
كامبريدج|Cambridge|GBR|city
نيوكاسل|Newcastle|GBR|city
غرناطة|Granada|ESP|city
باليرمو|Palermo|ITA|city
أنتويرب;أنتويربن|Antwerp|BEL|city
كراكوف|Krakow|POL|city
بوسان|Busan|KOR|city
كيوتو|Kyoto|JPN|city
ريو دي جانيرو|Rio de Janeiro|BRA|city
ساو باولو|Sao Paulo|BRA|city
"""

ARABIC_CLASS = {c: k for k, cs in {
    "B": "ب", "F": "ف", "T": "تطدضثذظ", "K": "جغكقخ", "S": "سشصز", "L": "ل", "M": "م", "N": "ن",
    "R": "ر"}.items() for c in cs}
LATIN_CLASS = {c: k for k, cs in {
    "B": "bp", "F": "fv", "T": "td", "K": "kgqj", "S": "sz", "L": "l", "M": "m", "N": "n",
    "R": "r"}.items() for c in cs}


def plain(text):
    """English name in ASCII letters, without the transliteration marks of the list."""
    text = text.translate(str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"}))
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub("[‘’ʻʼ`]", "", text)
    text = text.replace("\"", "")
    return re.sub(r"\b(Al|Ad|An|Ar|As|Ash|At|Az|El) (?=[A-Z])", lambda m: m[1] + "-", text).strip()


def squeeze(classes):
    return re.sub(r"(.)\1+", r"\1", "".join(classes))


def arabic_skeleton(name):
    words = [re.sub("^ال", "", word) for word in fold(name).split()]
    return squeeze(ARABIC_CLASS.get(c, "") for c in "".join(words))


def latin_skeleton(name):
    name = re.sub(r"\b(al|ad|an|ar|as|ash|at|az|el)[- ]", "", name.lower())
    for pattern, by in (("sch|sh|ch|ş|ç", "s"), ("ph", "f"), ("th|dh", "t"), ("kh|gh", "k"),
                        ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("ng", "nk")):
        name = re.sub(pattern, by, name)
    return squeeze(LATIN_CLASS.get(c, "") for c in name)


def transliterated(arabic, english):
    left, right = arabic_skeleton(arabic), latin_skeleton(plain(english))
    return bool(left) and difflib.SequenceMatcher(None, left, right).ratio() >= AGREEMENT


def taken_names():
    return {fold(name) for row in read()
            for column in ("ar", "aliases", "capital_ar", "metonyms", "demonym")
            for name in split(row[column])}


def region_names():
    rows = [line.split("\t") for line in
            (ROOT / "data/gazetteers/regions.tsv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    return {fold(name) for row in rows[1:] for name in [row[0]] + split(row[1])}


def common_word(name, counts):
    total, after_place = counts.get(fold(name), (0, 0))
    return " " not in name and total >= 8 and after_place < 0.08 * total


def hand_rows():
    rows = []
    for line in HAND.strip().splitlines():
        names, english, state, kind = (field.strip() for field in line.split("|"))
        if english:
            rows += [[name, english, state, kind, "0"] for name in split(names)]
    return list({fold(row[0]): row for row in reversed(rows)}.values())[::-1]


def build(path, counts):
    alpha3 = {c["alpha_2"]: c["alpha_3"] for c in json.loads(ISO.read_text())["3166-1"]} | {"XK": "XKX"}
    hand = hand_rows()
    stop = taken_names() | region_names() | {fold(n) for n in STOP} | {fold(r[0]) for r in hand}
    population = {}
    best = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        arabic, english, country, kind, _, _, people = line.split("\t")
        arabic = re.sub("[\u064b-\u0652]", "", arabic).strip()
        people = int(float(people or 0))
        core = country in CORE
        least = MIN_CORE if core else MIN_CHINA if country == "CN" else MIN_OTHER
        if people < least and not (kind == "adm1" and core):
            continue
        if re.fullmatch("[\u0621-\u064a -]+", arabic) is None or STOP_PHRASE.search(arabic):
            continue
        population[fold(arabic)] = max(people, population.get(fold(arabic), 0))
        letters = len(re.sub("^ال", "", arabic))
        if fold(arabic) in stop or letters < (MIN_LETTERS_CORE if core else MIN_LETTERS_OTHER):
            continue
        if common_word(arabic, counts) or not transliterated(arabic, english):
            continue
        row = [arabic, ENGLISH.get(arabic, plain(english)), alpha3[country], KINDS.get(kind, "city"),
               str(people)]
        if fold(arabic) not in best or people > int(best[fold(arabic)][4]):
            best[fold(arabic)] = row
    listed = sorted(best.values(), key=lambda r: (r[2], r[0]))
    for row in hand:
        row[4] = str(population.get(fold(row[0]), 0))
    taken = taken_names() | region_names()
    hand = [row for row in hand if fold(row[0]) not in taken]
    return listed, hand


def render(listed, hand):
    def lines(rows):
        return "".join("\t".join(row) + "\n" for row in rows)
    return HEADER + "\t".join(COLUMNS) + "\n" + lines(listed) + "# hand list\n" + lines(hand)


def check():
    """Returns error lines for the table as it is on disk."""
    iso = {row["id"] for row in read()} | {""}
    taken = taken_names() | region_names()
    errors, seen = [], set()
    lines = [s for s in TABLE.read_text(encoding="utf-8").splitlines() if s and s[0] != "#"]
    if lines[0].split("\t") != COLUMNS:
        errors.append("column line")
    for line in lines[1:]:
        row = line.split("\t")
        if len(row) != len(COLUMNS) or row[2] not in iso or not row[4].isdigit() or not row[1]:
            errors.append(f"bad row: {line}")
        elif fold(row[0]) in seen or fold(row[0]) in taken:
            errors.append(f"duplicate: {line}")
        seen.add(fold(row[0]))
    return errors, len(lines) - 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="?", type=pathlib.Path)
    parser.add_argument("--news-counts", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if not args.check:
        if args.places is None:
            parser.error("PLACES is needed")
        counts = {}
        if args.news_counts:
            for line in args.news_counts.read_text(encoding="utf-8").splitlines():
                word, total, after_place = line.split("\t")
                counts[word] = (int(total), int(after_place))
        TABLE.write_text(render(*build(args.places, counts)), encoding="utf-8")
    errors, rows = check()
    for line in errors:
        print(line, file=sys.stderr)
    print(f"{rows} places, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())

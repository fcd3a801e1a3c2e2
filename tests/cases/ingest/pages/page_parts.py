"""What make_pages.py and its templates share: the invented articles, and the furniture around them."""
import html
import json
import pathlib

HERE = pathlib.Path(__file__).parent

HEADS = """المجلس البلدي في المنارة يقر ميزانية العام الجديد
حريق في سوق الأقمشة القديم يلتهم عشرين متجرا
فريق السهول يتعاقد مع حارس مرمى جديد
انطلاق معرض الكتاب في القنطرة بمشاركة ستين دارا
ارتفاع درجات الحرارة مطلع الأسبوع المقبل
خبراء يحذرون من تراجع المياه الجوفية في الهضبة
وفاة المخرج المسرحي غسان الأمين عن سبعين عاما
إغلاق الجسر الغربي أمام الشاحنات لأعمال الصيانة
لماذا ترتفع إيجارات البيوت في المدينة البيضاء؟
مهرجان الزيتون يعود بعد غياب ثلاث سنوات
بالصور.. أزهار اللوز تغطي تلال الكروم
وفد من غرفة التجارة يزور إقليم الضباب
دراسة: النوم الكافي يقوي الذاكرة عند الأطفال
محامون يطالبون بتعديل قانون الإيجار القديم
قتيلان في حادث سير على الطريق الساحلي
الشرطة تحذر من رسائل احتيالية باسم المصارف
طريقة عمل الكعك بالتمر خطوة بخطوة
كيف تختار حاسوبا مناسبا للدراسة الجامعية
افتتاح خط حافلات بين الواحة والمجدلية
استقالة مدير الميناء الشمالي بعد شهر من تعيينه""".split("\n")

MENU = ["الرئيسية", "أخبار", "سياسة", "اقتصاد", "رياضة", "ثقافة", "منوعات", "رأي", "فيديو", "اتصل بنا"]

COMMENTS = [
    ("أبو خالد", "خبر مهم، ونتمنى أن نرى نتائج حقيقية على الأرض وليس كلاما في الصحف فقط كما تعودنا منهم."),
    ("قارئة", "شكرا لكم على التغطية، لكنكم نسيتم أن تذكروا ما جرى في الحي الشرقي قبل أسبوع من هذا كله."),
    ("م. سعيد", "أنا من سكان المنطقة، وأقول إن الوضع أسوأ بكثير مما كتبتم هنا، تعالوا وانظروا بأعينكم."),
]

EXCERPTS = [
    "أقر المجلس البلدي بالأغلبية ميزانية العام الجديد التي بلغت تسعين مليونا، بعد نقاش طويل حول مخصصات النظافة.",
    "اندلع حريق كبير فجر أمس في سوق الأقمشة القديم، وأتى على عشرين متجرا قبل أن يسيطر عليه رجال الإطفاء.",
    "أعلن نادي السهول تعاقده مع حارس مرمى جديد لموسمين، ليكون ثالث لاعب ينضم إليه في فترة الانتقالات.",
]

COOKIES = ("نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا، ومواصلة التصفح تعني موافقتك على سياسة "
           "الخصوصية وشروط الاستخدام الخاصة بنا.")
NEWSLETTER = "اشترك في نشرتنا البريدية ليصلك أهم الأخبار كل صباح، ويمكنك إلغاء الاشتراك في أي وقت تشاء."
ABOUT = ("موقع إخباري مستقل تأسس قبل عشرة أعوام، ينقل الخبر بدقة وينشر التحليلات والتقارير من مراسليه في "
         "مختلف المدن والأقاليم.")


class Article:
    def __init__(self, head, title):
        self.id, self.date, self.author = (p.strip() for p in head.split("|"))
        self.title = title
        self.blocks = []  # (kind, text): p, h, li, quote, row (list of cells)

    def body(self):
        out = []
        for kind, text in self.blocks:
            out.append(" | ".join(text) if kind == "row" else text)
        return "\n".join(out)

    def head(self, n):
        """The first n blocks as an article of its own."""
        out = Article(f"{self.id}|{self.date}|{self.author}", self.title)
        out.blocks = self.blocks[:n]
        return out


    def tail(self, n):
        out = Article(f"{self.id}|{self.date}|{self.author}", self.title)
        out.blocks = self.blocks[n:]
        return out

    def plus(self, other):
        """This article with the blocks of another after its own."""
        out = self.head(len(self.blocks))
        out.blocks += other.blocks
        return out


def load():
    out = {}
    article = head = None
    for line in (HERE / "articles.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("#") and not line.startswith("## "):
            continue
        if line.startswith("= "):
            head = line[2:]
        elif head and line:
            article = Article(head, line)
            out[article.id] = article
            head = None
        elif line.startswith("## "):
            article.blocks.append(("h", line[3:]))
        elif line.startswith("- "):
            article.blocks.append(("li", line[2:]))
        elif line.startswith("> "):
            article.blocks.append(("quote", line[2:]))
        elif line.startswith("| "):
            article.blocks.append(("row", [c.strip() for c in line[2:].split("|")]))
        elif line:
            article.blocks.append(("p", line))
    return out


def esc(s):
    return html.escape(s, quote=False)


def attr(s):
    return html.escape(s, quote=True)


def link_some(text, n):
    """A link on the second and third word of every n-th paragraph, as editors set them."""
    words = text.split(" ")
    if n % 3 or len(words) < 8:
        return esc(text)
    return (esc(" ".join(words[:1])) + ' <a href="/topic/%d">' % n + esc(" ".join(words[1:3])) + "</a> " +
            esc(" ".join(words[3:])))


def render(article, p='<p>%s</p>', h='<h2>%s</h2>', quote='<blockquote><p>%s</p></blockquote>', li='<li>%s</li>',
           ul='<ul>%s</ul>', table='<table><tbody>%s</tbody></table>', inserts=None, links=True, sep="\n"):
    """The blocks as HTML; `inserts` maps the number of a block to HTML that stands before it."""
    out = []
    i = 0
    blocks = article.blocks
    while i < len(blocks):
        if inserts and i in inserts:
            out.append(inserts[i])
        kind, text = blocks[i]
        if kind in ("li", "row"):
            items = []
            while i < len(blocks) and blocks[i][0] == kind:
                if kind == "li":
                    items.append(li % esc(blocks[i][1]))
                else:
                    items.append("<tr>" + "".join("<td>%s</td>" % esc(c) for c in blocks[i][1]) + "</tr>")
                i += 1
            out.append((ul if kind == "li" else table) % "".join(items))
            continue
        shape = {"p": p, "h": h, "quote": quote}[kind]
        out.append(shape % (link_some(text, i) if kind == "p" and links else esc(text)))
        i += 1
    if inserts and i in inserts:
        out.append(inserts[i])
    return sep.join(out)


def heads(start, n, shape='<li><a href="/news/%d">%s</a></li>'):
    return "\n".join(shape % (1000 + start + i, esc(HEADS[(start + i) % len(HEADS)])) for i in range(n))


def menu(shape='<li class="menu-item"><a href="/%d">%s</a></li>'):
    return "".join(shape % (i, m) for i, m in enumerate(MENU))


def ld(data):
    return '<script type="application/ld+json">%s</script>' % json.dumps(data, ensure_ascii=False)


MONTHS_EG = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
MONTHS_SY = ("كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,"
             "كانون الأول").split(",")


def day_name(date, months=MONTHS_EG):
    y, m, d = date.split("-")
    return "%d %s %s" % (int(d), months[int(m) - 1], y)


def arabic_digits(s):
    return s.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

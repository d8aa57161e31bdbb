"""A script with phrases that are said in English, and its translations: what tests of `say` share.

The translations are written for these tests. Each keeps both phrases and has their meaning beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cards.locations import Shelf, shelves
from cards.read.catalogs import catalog_path
from cards.read.scripts import find_script, script_ids
from cards.upkeep.template import quoted

FREE = "Am I free to go?"
LAWYER = "I want to stay silent. I want a lawyer."

HEADING_TEXT = "Stopped? Stay calm. You have rights."
ASK_TEXT = f"**Ask:** “{FREE}” If yes, leave calmly."
CLAIM_TEXT = f"**Say: “{LAWYER}”**"

SCRIPT = f"""\
id = "gate"
version = 1
title = "At a gate"
about = "Officers stop the bearer at a gate."

[bearer.heading]
id = "heading"
text = "{HEADING_TEXT}"

[[bearer.statement]]
id = "ask"
text = "{ASK_TEXT}"
say = ["{FREE}"]
note = "A question."
authority = ["INS v. Delgado, 466 U.S. 210 (1984)"]

[[bearer.statement]]
id = "claim"
text = "{CLAIM_TEXT}"
say = ["{LAWYER}"]

[officer.heading]
id = "heading"
text = "To the officer"

[[officer.statement]]
id = "silent"
text = "**I choose to remain silent.**"
"""

HEADING, ASK, CLAIM = "gate/bearer/heading", "gate/bearer/ask", "gate/bearer/claim"

TRANSLATIONS = {
    "es": (
        "¿Le para un agente? Mantenga la calma. Tiene derechos.",
        "**Pregunte:** “Am I free to go?” (¿Puedo irme?). Si dicen que sí, váyase con calma.",
        "**Diga: “I want to stay silent. I want a lawyer.”** (Quiero guardar silencio. Quiero un abogado.)",
    ),
    "ar": (
        "استوقفكم ضباط؟ حافظوا على هدوئكم. لديكم حقوق.",
        "**اسألوا:** «Am I free to go?» (هل يمكنني الانصراف؟) إذا قالوا نعم، فانصرفوا بهدوء.",
        "**قولوا: «I want to stay silent. I want a lawyer.»** (أريد التزام الصمت. أريد محامياً.)",
    ),
    "fa": (
        "جلوی شما را گرفتند؟ آرام باشید. شما حقوق قانونی دارید.",
        "**بپرسید:** «Am I free to go?» (می‌توانم بروم؟) اگر گفتند بله، با آرامش بروید.",
        "**بگویید: «I want to stay silent. I want a lawyer.»** (می‌خواهم سکوت کنم. وکیل می‌خواهم.)",
    ),
    "he": (
        "עצרו אתכם ברחוב? שמרו על קור רוח. יש לכם זכויות.",
        "**שאלו:** ”Am I free to go?” (מותר לי ללכת?) אם ענו כן, לכו ברוגע.",
        "**אמרו: ”I want to stay silent. I want a lawyer.”** (אני רוצה לשתוק. אני רוצה עורך דין.)",
    ),
    "ur": (
        "آپ کو روکا گیا ہے؟ پرسکون رہیں۔ آپ کو حقوق حاصل ہیں۔",
        "**پوچھیں:** ”Am I free to go?“ (کیا جانے کی اجازت ہے؟) اگر ہاں، تو سکون سے جائیں۔",
        "**کہیں: ”I want to stay silent. I want a lawyer.“** (میں خاموش رہنا چاہتا ہوں۔ مجھے وکیل چاہیے۔)",
    ),
    "ru": (
        "Вас остановили? Сохраняйте спокойствие. У Вас есть права.",
        "**Спросите:** «Am I free to go?» (Я могу идти?) Если да, спокойно уходите.",
        "**Скажите: «I want to stay silent. I want a lawyer.»** (Я хочу хранить молчание. Мне нужен адвокат.)",
    ),
    "zh-Hans": (
        "被拦下？保持冷静。您有权利。",
        "**问对方：**“Am I free to go?”（我可以离开吗？）若对方说可以，就冷静离开。",
        "**说：“I want to stay silent. I want a lawyer.”**（我想保持沉默。我要律师。）",
    ),
    "th": (
        "ถ้าถูกเรียกหยุด ตั้งสติไว้ คุณมีสิทธิตามกฎหมาย",
        "**ให้ถามว่า** “Am I free to go?” (ฉันไปได้ไหม) ถ้าตอบว่าได้ ให้เดินจากไปอย่างสงบ",
        "**พูดว่า “I want to stay silent. I want a lawyer.”** (ฉันขอเงียบ ฉันขอทนายความ)",
    ),
    "km": (
        "ត្រូវគេបញ្ឈប់? សូមធ្វើចិត្តឱ្យស្ងប់។ លោកអ្នកមានសិទ្ធិ។",
        "**សូមសួរ៖** «Am I free to go?» (ខ្ញុំអាចទៅបានទេ?) បើគេថាបាន ដើរចេញដោយស្ងប់ស្ងាត់។",
        "**សូមនិយាយ៖ «I want to stay silent. I want a lawyer.»** (ខ្ញុំចង់នៅស្ងៀម។ ខ្ញុំចង់បានមេធាវី។)",
    ),
    "my": (
        "အတားခံရလား။ စိတ်အေးအေးထားပါ။ အခွင့်အရေးတွေ ရှိပါတယ်။",
        "**မေးပါ။** “Am I free to go?” (သွားလို့ ရပါသလား။) ရတယ်ဆိုရင် အေးအေးဆေးဆေး သွားပါ။",
        "**ပြောပါ။ “I want to stay silent. I want a lawyer.”** (နှုတ်ဆိတ်နေချင်ပါတယ်။ ရှေ့နေ လိုချင်ပါတယ်။)",
    ),
    "lo": (
        "ຖ້າຖືກເອີ້ນໃຫ້ຢຸດ ໃຈເຢັນໆ ທ່ານມີສິດທິຕາມກົດໝາຍ",
        "**ໃຫ້ຖາມວ່າ** “Am I free to go?” (ຂ້ອຍໄປໄດ້ບໍ?) ຖ້າຕອບວ່າໄດ້ ໃຫ້ຍ່າງອອກໄປຢ່າງສະຫງົບ",
        "**ໃຫ້ເວົ້າວ່າ “I want to stay silent. I want a lawyer.”** (ຂ້ອຍຢາກມິດງຽບ. ຂ້ອຍຢາກໄດ້ທະນາຍຄວາມ.)",
    ),
    "am": (
        "ካስቆሙዎት ይረጋጉ። መብቶች አሉዎት።",
        "**ይጠይቁ፦** «Am I free to go?» (መሄድ እችላለሁ?) መልሱ አዎ ከሆነ፣ ተረጋግተው ይሂዱ።",
        "**ይበሉ፦ «I want to stay silent. I want a lawyer.»** (ዝም ማለት እፈልጋለሁ። ጠበቃ እፈልጋለሁ።)",
    ),
}
"""The heading and the two statements by locale."""


def catalog(tag: str, *, old: str = "", new: str = "") -> str:
    """The catalog of a locale; `old` is replaced by `new` in its translations."""
    english = {HEADING: HEADING_TEXT, ASK: ASK_TEXT, CLAIM: CLAIM_TEXT}
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {tag.replace("-", "_")}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    entries = [
        f"msgctxt {quoted(context)}\nmsgid {quoted(text)}\nmsgstr {quoted(said.replace(old, new) if old else said)}\n"
        for (context, text), said in zip(english.items(), TRANSLATIONS[tag], strict=True)
    ]
    assert not old or any(old in said for said in TRANSLATIONS[tag])
    return "\n".join([header, *entries])


def content(folder: Path, *tags: str, old: str = "", new: str = "") -> tuple[Shelf, ...]:
    """The shelves with a content folder of the script and of those catalogs, in which `old` is replaced by `new`."""
    scripts = folder / "scripts"
    scripts.mkdir(parents=True, exist_ok=True)
    (scripts / "gate.toml").write_text(SCRIPT, "utf-8")
    places = shelves(folder)
    for tag in tags:
        path = catalog_path(places[1], tag)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(catalog(tag, old=old, new=new), "utf-8")
    return places


@lru_cache
def shipped_phrases() -> tuple[str, ...]:
    """What the bearer says in English on the cards that ship, the longest first."""
    places = shelves(None)
    scripts = [find_script(places, each) for each in script_ids(places)]
    found = {phrase for script in scripts for source in script.bearer.translated for phrase in source.say}
    return tuple(sorted(found, key=len, reverse=True))


def beside_phrases(change: Callable[[str], str], english: str) -> str:
    """An English text with every word changed but those that the bearer says in English; their meaning, the phrase
    changed, is in brackets behind the quotation marks."""
    phrase = next((each for each in shipped_phrases() if each in english), None)
    if phrase is None:
        return change(english)
    before, _, after = english.partition(phrase)
    close = after.find("”") + 1
    return f"{change(before)}{phrase}{after[:close]} ({change(phrase)}){change(after[close:])}"


def accented(english: str) -> str:
    """A text with é for e, or where there is no e, ó for o, beside phrases in English."""
    letters = ("e", "é") if "e" in english else ("o", "ó")
    return beside_phrases(lambda text: text.replace(*letters), english)


@lru_cache
def edition(script_id: str = "home") -> str:
    """A shipped script and its version, as the small print has them: "home 2"."""
    script = find_script(shelves(None), script_id)
    return f"{script.id} {script.version}"

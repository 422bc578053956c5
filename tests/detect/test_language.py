"""The language table: short English chat is always read, other languages are told and not read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detect.language import LANGUAGES, Language, detect_language

ENGLISH = (
    "kys",
    "lol",
    "ok",
    "lmao",
    "stfu",
    "no u",
    "gg",
    "wtf",
    "smh",
    "rent is theft lol",
    "ratio",
    "cope harder",
    "based",
    "mods??",
    "Brackwell 2028",
    "Tessaly lol",
    "go vote",
    "vote them out",
    "Kill the bill!",
    "Merge the budget already",
    "tax the rich",
    "nah",
    "same tbh",
    "ngl that debate was mid",
    "he cooked",
    "L take",
    "touch grass",
    "imo the senate is cooked fr",
    "pls source",
    "u r so dumb",
    "stop the count",
    "Calloway, Dunmere, Orrin",
    "who let bro cook",
    "idk man",
    "thx",
    "clown",
    "moron",
    "what an idiot",
    "die",
    "hahaha",
    "hahahahaha no",
    "Wow.",
    "I hate this tax policy",
    "no idea who that is",
    "Minister Brackwell resigned",
    "The Harbour Party won Novigrad again",
    "La Tessaly is a joke",
    "vis a vis the budget, c'est la vie",
    "Frau Lindqvale gave a speech in Berlin today",
    '"Liberté" was written on their banner',
    "the naïve café crowd votes Meridian",
    "i cant even",
    "omg yesss",
    "gtfo",
    "bruh moment",
    "that bill is dead on arrival",
    "Do you have a source for that?",
    "#taxday",
    "@Ana thanks",
    "her plan adds up, his does not",
    "Señor Vashti lost the recount",
    "per capita spending is up",
    "ad hominem again",
    "status quo ante",
    "no taxation without representation",
    "de facto leader of the opposition",
    "El Paso voted yes",
    "more jobs, less talk",
    "media bias lol",
    "Canada, Mexico, Argentina",
    "¯\\_(ツ)_/¯",
    "😂😂😂",
    "https://news.example/novigrad/wahl-heute",
    "<@123456789012345678> <:kappa:123456789012345678>",
    "",
    "   ",
    "42",
    "𝓿𝓸𝓽𝓮 𝓽𝓱𝓮𝓶 𝓸𝓾𝓽",
    "ΔΕ is not a word",
    "уou аre аn idiоt",
    "!!!???",
)

# (language, text). Codes of close neighbours (bg/ru, ne/hi) are not told apart on one line, so some lines allow two.
OTHER = (
    ("de", "Der Minister lügt doch schon wieder."),
    ("de", "Ich finde die neue Steuer völlig ungerecht"),
    ("de", "Du bist so ein Idiot"),
    ("de", "Wer hat die Wahl gestern gewonnen?"),
    ("de", "lol der Minister lügt schon wieder, das war im Fernsehen"),
    ("nl", "De minister is gisteren weer betrapt en hij was boos"),
    ("hr bs sr", "Ministar je opet lagao na televiziji u nedjelju"),
    ("de", "Halt endlich deine Klappe und hör zu"),
    ("fr", "Le ministre a encore menti hier soir"),
    ("fr", "Je ne suis pas d'accord avec cette loi"),
    ("fr", "Tu es vraiment un imbécile"),
    ("fr", "Qui va gagner les élections ?"),
    ("fr", "ferme ta gueule, tu ne comprends rien"),
    ("es", "El ministro mintió otra vez sobre el presupuesto"),
    ("es", "No estoy de acuerdo con esta ley"),
    ("es", "Eres un idiota y no sabes nada"),
    ("es", "¿Quién va a ganar las elecciones?"),
    ("es", "cállate la boca, no sabes de qué hablas"),
    ("it", "Il ministro ha mentito di nuovo ieri sera"),
    ("it", "Non sono d'accordo con questa legge"),
    ("it", "Sei proprio un cretino"),
    ("it", "Chi vincerà le elezioni questa volta?"),
    ("pt", "O ministro mentiu outra vez sobre o orçamento"),
    ("pt", "Não concordo com esta lei de jeito nenhum"),
    ("pt", "Você é um idiota e não sabe nada"),
    ("pt", "Quem vai ganhar as eleições?"),
    ("nl", "De minister heeft gisteren weer gelogen"),
    ("nl", "Ik ben het niet eens met deze wet"),
    ("nl", "Jij bent echt een sukkel zeg"),
    ("nl", "Wie gaat de verkiezingen winnen?"),
    ("pl", "Minister znowu wczoraj skłamał"),
    ("pl", "Nie zgadzam się z tą ustawą"),
    ("pl", "Jesteś kompletnym idiotą"),
    ("pl", "Kto wygra te wybory w tym roku?"),
    ("sv", "Ministern ljög igen igår kväll"),
    ("sv", "Jag håller inte med om den här lagen"),
    ("sv", "Du är en riktig idiot"),
    ("sv", "Vem vinner valet den här gången?"),
    ("tr", "Bakan dün akşam yine yalan söyledi"),
    ("tr", "Bu yasaya kesinlikle katılmıyorum"),
    ("tr", "Sen tam bir aptalsın"),
    ("tr", "Seçimi kim kazanacak sizce?"),
    ("fi", "Ministeri valehteli taas eilen illalla"),
    ("fi", "En ole samaa mieltä tästä laista"),
    ("fi", "Sinä olet täysi idiootti"),
    ("fi", "Kuka voittaa vaalit tänä vuonna?"),
    ("cs sk", "Ministr včera večer zase lhal"),
    ("cs sk", "S tímto zákonem vůbec nesouhlasím"),
    ("cs sk", "Ty jsi úplný idiot"),
    ("cs sk", "Kdo letos vyhraje volby?"),
    ("hu", "A miniszter tegnap este megint hazudott"),
    ("hu", "Nem értek egyet ezzel a törvénnyel"),
    ("hu", "Te egy teljesen hülye ember vagy"),
    ("ro", "Ministrul a mințit din nou aseară"),
    ("ro", "Nu sunt de acord cu această lege"),
    ("ro", "Ești un prost și nu știi nimic"),
    ("id", "Menteri itu berbohong lagi tadi malam"),
    ("id", "Saya tidak setuju dengan undang-undang ini"),
    ("id", "Kamu memang bodoh sekali"),
    ("vi", "Bộ trưởng lại nói dối tối qua"),
    ("vi", "Tôi không đồng ý với luật này"),
    ("vi", "Anh đúng là một thằng ngốc"),
    ("ru bg mk uk", "Министр вчера вечером снова солгал"),
    ("ru bg mk uk", "Я не согласен с этим законом"),
    ("ru bg mk uk", "ты идиот"),
    ("ru bg mk uk", "Кто победит на выборах?"),
    ("uk ru", "Міністр учора ввечері знову збрехав"),
    ("uk ru", "Я не згоден із цим законом"),
    ("el", "Ο υπουργός είπε πάλι ψέματα χθες"),
    ("el", "Δεν συμφωνώ με αυτόν τον νόμο"),
    ("ar", "كذب الوزير مرة أخرى مساء أمس"),
    ("ar", "أنا لا أتفق مع هذا القانون"),
    ("ar", "أنت غبي"),
    ("he", "השר שיקר שוב אתמול בערב"),
    ("he", "אני לא מסכים עם החוק הזה"),
    ("hi mr ne", "मंत्री ने कल रात फिर झूठ बोला"),
    ("hi mr ne", "मैं इस कानून से सहमत नहीं हूँ"),
    ("ja", "大臣は昨夜また嘘をついた"),
    ("ja", "この法律には賛成できません"),
    ("ja", "お前はバカだ"),
    ("zh ja", "部长昨晚又撒谎了"),
    ("zh ja", "我不同意这项法律"),
    ("ko", "장관이 어젯밤 또 거짓말을 했다"),
    ("ko", "나는 이 법에 동의하지 않는다"),
    ("th", "รัฐมนตรีโกหกอีกแล้วเมื่อคืนนี้"),
    ("bg mk ru", "Министърът отново излъга снощи по телевизията"),
    ("fa", "وزیر دیشب دوباره دروغ گفت"),
    ("bn", "মন্ত্রী গত রাতে আবার মিথ্যা বলেছেন"),
)


@pytest.mark.parametrize("text", ENGLISH)
def test_short_english_chat_is_readable(text: str) -> None:
    found = detect_language(text)
    assert found.readable, found
    assert found.code in ("en", None)


@pytest.mark.parametrize(("codes", "text"), OTHER)
def test_other_languages_are_told_and_not_read(codes: str, text: str) -> None:
    found = detect_language(text)
    assert not found.readable, found
    assert found.code in codes.split()


def test_the_table_is_as_wide_as_promised() -> None:
    assert len(ENGLISH) >= 60
    assert len(OTHER) >= 60
    assert len({codes.split()[0] for codes, _ in OTHER}) >= 15


def test_links_mentions_and_code_do_not_count() -> None:
    noise = (
        "<@123456789012345678> https://example.org/der-minister-luegt-schon-wieder `für die und das nicht`"
    )
    assert detect_language(f"{noise} they voted against it") == Language("en", True)
    assert not detect_language(
        "Der Minister lügt doch schon wieder https://example.org/the-bill-of-the-people"
    ).readable


def test_an_english_message_that_quotes_another_language_is_read() -> None:
    assert detect_language("she said „das ist nicht gerecht“ and then they walked out of the room").readable


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    found = detect_language(text)
    assert found.code is None or found.code in LANGUAGES
    assert found.readable or found.code != "en"


def test_a_huge_text_is_read_only_at_its_beginning() -> None:
    english = "they would not vote for the bill because it was late. " * 50
    assert detect_language(english + "министр солгал " * 200_000).readable


def test_threads_get_the_same_answers() -> None:
    texts = [text for _, text in OTHER] * 4
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(detect_language, texts)) == [detect_language(text) for text in texts]

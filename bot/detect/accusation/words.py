"""Closed word classes that the reading rules lean on. All in folded spelling (lower case, straight apostrophes)."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SELF = word_set("i me my myself mine we us ourselves i'm i've i'd i'll we're we've")
SECOND = word_set("you u your you're youre ur ya y'all yall yourself yourselves you've you'll thou ye")
THIRD = word_set(
    "he she they it him her them his hers their theirs its he's she's they're it's they've he'd she'd they'd"
)
PERSON_THIRD = THIRD - {"it", "its", "it's"}
DEMONSTRATIVE = word_set("this that these those")
POSSESSIVE = word_set("my your ur his her its our their thier whose")
ARTICLE = word_set("a an the")
DETERMINER = (
    ARTICLE | DEMONSTRATIVE | POSSESSIVE | word_set("such another every each all both some any most many no")
)
RELATIVE = word_set("who which that whom")
COPULA = word_set(
    "is are was were r be been being am 's 're 'm remains remain remained became becomes become isn't wasn't aren't weren't"
)
AUXILIARY = COPULA | word_set(
    "has have had having do does did will would can could may might must shall should 've 'd 'll got gets get getting gotten "
    "hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't cannot shouldn't mustn't ain't"
)
NEGATION = word_set(
    "not never no nobody none neither nor n't isn't wasn't aren't weren't hasn't haven't hadn't don't doesn't didn't won't "
    "wouldn't can't couldn't cannot shouldn't ain't without nothing hardly isnt wasnt didnt doesnt dont arent"
)
ADVERB = word_set(
    "also just only even still always never ever really actually literally clearly obviously simply basically constantly "
    "repeatedly openly secretly personally knowingly deliberately intentionally allegedly reportedly apparently supposedly "
    "probably possibly maybe perhaps certainly definitely surely evidently undoubtedly blatantly shamelessly quietly brazenly "
    "already again now then once often again so very quite too totally completely fully absolutely utterly well long "
    "not far probably likely seemingly conveniently mysteriously illegally unlawfully routinely regularly happily "
    "truly fucking freaking damn bloody outright straight purely all recently later currently finally merely yesterday today"
)
LIGHT_VERB = word_set(
    "keep keeps kept keeping start starts started stop stops stopped stopping continue continues continued continuing "
    "try tries tried trying help helps helped helping want wants wanted love loves loved like likes go goes went going "
    "caught busted used able ready willing known begin began begins manage managed happen happened proceeded decided "
    "plan plans planned planning to and"
)
PREPOSITION = word_set(
    "of in on at by for with from to into onto about against over under between through during before after behind since "
    "until without within toward towards as like than via per among amongst despite except upon out off up down"
)
CONJUNCTION = word_set(
    "and or but because so while when whenever although though if unless after before since until as where whereas nor yet plus"
)
WH = word_set("who what why when where how which whose whom")
FUNCTION = (
    SELF
    | SECOND
    | THIRD
    | DETERMINER
    | RELATIVE
    | AUXILIARY
    | NEGATION
    | PREPOSITION
    | CONJUNCTION
    | WH
    | word_set(
        "there here yes no not oh ok okay well lol please let lets let's what's that's there's who's thanks thank hey hi hello sure right yeah nope"
    )
)
VERB = word_set(
    "say says said saying claim claims claimed think thinks thought know knows knew believe believes believed see sees saw "
    "make makes made making take takes took taking give gives gave put puts let lets call calls called calling want wants "
    "need needs vote votes voted voting support supports supported elect elected elects defend defends defended trust "
    "trusts hate hates love loves like likes look looks looked sound sounds seem seems seemed show shows showed proved "
    "proves tell tells told ask asks asked work works worked run runs ran lost win won stop stopped deserve deserves "
    "deserved protect protects protected follow follows followed blame blames enough remember imagine stand stands stood "
    "come comes came go goes went deny denies denied admit admits admitted accuse accuses accused follow read reads "
    "threw throw throws keep kept play plays played talk talks talked means mean hired fire fired sack sacked arrest "
    "reelect reelected watch watching supporting voting defending electing calling exposed expose exposes happen happened "
    "has have had is are was were does did do getting got gets belongs should must will would can could may might"
)
GENERIC = word_set(
    "people person someone somebody anyone anybody everyone everybody nobody one ones some many most few others other "
    "politicians politician lawyers lawyer cops cop men man women woman humans human kids children adults folks guys "
    "citizens voters taxpayers bankers landlords journalists reporters celebrities bosses employers managers students "
    "teachers doctors priests americans europeans animals parents neighbours neighbors businessmen companies corporations "
    "governments parties countries users members scientists elites millionaires billionaires crooks liars criminals "
    "thieves traitors anything something everything nothing agents realtors whoever anyone's somebody's"
)
GENERIC_QUANTIFIER = word_set(
    "two three four five six seven ten dozens hundreds thousands several all most many some every any no few both each"
)
GROUP = word_set(
    "republicans democrats dems liberals conservatives libs lefties leftists rightists tories labour greens socialists "
    "communists nationalists progressives populists gop left right media msm press establishment opposition government "
    "administration congress senate parliament party council police army military cia fbi nsa police department ministry "
    "court commission agency church union unions lobby industry bank banks company board republican democrat liberal "
    "conservative tory democratic regime cabinet coalition state president minister mayor governor senator premier "
    "chancellor treasurer mod mods admin admins moderator moderators staff campaign ndp nra federalists unionists "
    "separatists loyalists reformists deputies ministers senators councillors activists globalists lobbyists"
)
OFFICE = word_set(
    "president minister mayor governor senator premier chancellor treasurer mod admin moderator owner judge justice "
    "ambassador king queen prince deputy councillor councilman congressman congresswoman prosecutor secretary chairman "
    "chairwoman chair director commissioner general colonel officer sheriff chief captain speaker leader ceo boss bishop "
    "professor dr mr mrs ms sir lord lady pm potus mp representative rep sen gov pres attorney editor candidate inspector "
    "delegate alderman ombudsman clerk trustee dean rector coach principal dictator tyrant"
)
PROTECTED = word_set(
    "muslims muslim jews jew jewish blacks black whites white mexicans immigrants immigrant migrants migrant refugees refugee "
    "illegals aliens gays gay lesbians lesbian trans transgender transgenders women homosexuals arabs arab africans asians asian "
    "latinos hispanics gypsies gypsy roma romani christians catholics hindus hindu sikhs buddhists atheists foreigners "
    "asylum natives indians pakistanis somalis syrians afghans nigerians poles turks kurds disabled queers negroes "
    "albanians romanians bulgarians chechens tatars uyghurs mormons protestants seekers males females islam"
)
THING = word_set(
    "levy levies fare fares break breaks treaty closure merger toll budget subsidies tax taxes taxation budget law laws bill policy policies rent rents price prices traffic system deal plan programme program "
    "reform cut cuts rule rules fee fees fine fines fuel healthcare inflation toll tolls decision idea proposal referendum "
    "brexit austerity capitalism communism socialism religion weather football pizza coffee film movie song game match "
    "book article headline essay tweet post comment report statement story claim argument video statistics numbers map poll "
    "polls chart election elections process vote votes contract subsidy tariff tariffs rail project building bridge road "
    "subscription ticket tickets parking bailout pension pensions lottery economy it this that everything here there "
    "which what wage wages minimum scheme raising cutting ban bans mandate mandates privatisation war wars interest"
)
WEASEL = word_set(
    "many most some people everyone everybody they folks sources insiders rumour rumor rumours rumors others locals word we "
    "anyone all plenty lots millions half town street nobody friends experts"
)
REPORT_VERB = word_set(
    "say says said saying claim claims claimed claiming allege alleges alleged alleging accuse accuses accused accusing "
    "report reports reported reporting state states stated write writes wrote writing tell tells told tweeted tweets "
    "posted argue argues argued suggest suggests suggested insist insists insisted call calls called calling announced "
    "testified testifies mentioned believe believes believed thinks thought label labels labeled labelled describes described"
)
HEDGE = word_set(
    "allegedly reportedly apparently supposedly purportedly maybe perhaps possibly probably presumably might may could "
    "seems seem seemed appears appear appeared suspect guess imo imho iirc rumored rumoured likely potentially seemingly "
    "assume assuming suspects suspected believe bet reckon wonder suspicious prolly mby"
)
"""Single words that make a claim tentative; phrases are in mode.py."""

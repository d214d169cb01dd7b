"""Ordinary words: what begins with a capital at the head of a sentence or in a title, and is nobody's name there."""

ALSO_NAMES = frozenset(
    """
    amber angel apple april art august autumn bell best bill black bob box brook brown buck carol chance chase chip
    christian clay cliff cook dale dawn day dean dear december drew earl east faith fast february ford frank friday
    gap gene general gold good grace grant gray green guy hall harmony hill holly home hope hunter indeed iris ivy
    jack january jay jean joy july june king lane lark lily long major march mark marshall mason may mercy meta
    miles mission monday moon moss next nick north notion november october oracle orange page paris park pat paul
    penny pierce pilot price prince rains ray reed rich rob robin rock rose ruby rusty sage sandy saturday savage
    september sharp shell sky slack south square star sterling stone strange stripe sue summer sunday sunny target
    thursday tuesday victor visa wade walker ward wednesday west white will winter wise wood word worth wright young
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that companies and people are called by as well."""
CALENDAR = frozenset(
    """
    april august december february friday january july june march may monday november october saturday september sunday
    thursday tuesday wednesday
    """.split()  # noqa: SIM905
)
SHORT = frozenset(
    """
    able acre aged aid aim air all also and any are area arm army ask atom aunt auto away baby back bad bag ball
    band bank bar bare barn base bath be bear beat bed been beer bees beta big bike bird bit blog blow blue boat
    body bold bolt bond bone book boot born both bowl boy bus bush but buy cab cafe cake calm came camp can cap car
    card care case cash cast cat cell chat chef city clan club coal coat code coin cold come cool copy core corn
    cost cow crew crop crow cube cup cut dark data date deal deep deer desk did diet disk dive dock dog door dot
    down draw dry duck due each ear ease edge egg end era even ever exit eye face fact fair fall fan far farm feed
    feel few film find fine fire firm fish fit five fix flag flat flow fly foam fold food foot for form fort four
    fox free from fuel full fun fund game gas gate gave get gift girl give glad go goal goat gone got grid grow gun
    had hair half hand hard has hat have he head hear heat help her here hero hi high him hint his hit hive hot hour
    how hub huge i icon idea if inch ink into iron is it item its job join just keen keep key kid kind knew know lab
    lake land last late law lead leaf lean left less let life lift like line lion list live load loan logo look lord
    loss lost loud love low luck made mail main make man map mars mass mate me meal mean meat mega mesh met mind
    mine mint miss mix mode more most move much must my nano navy near neat need nest net new news nine no node none
    noon nor nose not note now oak oats odd of off oil old on once one only onto open or our out oven over own pace
    pack paid pair palm pan part pass past path pay peak peer pen per pet pick pier pink pipe plan play plot plus
    pod poet pool poor port post pump pure push put quay quiz race rail rain ran rare rate read real red rest rice
    ride ring rise risk road role roof room root rope run rush safe said sail sale salt same sand save saw say sea
    seat see seed seek self sell send sent set she ship shoe shop shot show side sign site six size ski skin snow so
    soft soil sold sole some son song soon sort soul spa spin spot stay step stop such suit sum sun sure swan swim
    take talk tall tank task tax tea team tech tell ten tent term test text than that the them then they thin this
    thus tide till time tiny to told tone too took tool top tour town toy tree trip true try tube turn twin two type
    unit up upon urge us use van vast very via view vote wait walk wall want war warm was wash wave way we wear web
    week well went were what when who why wide wife wild win wind wine wing wire wish with wolf won yard yes yet you
    your zero zone zoom
    """.split()  # noqa: SIM905
)
"""Words of up to four letters."""
EVERYDAY = frozenset(
    """
    about above absence absent academy accents accept acceptance accomplishment account accountant accuracy across
    acted acting action actually added address addressee adjective administrator advice advise advisor advisory
    advocate afraid africa african after afternoon afterwards afterword again against agency agenda agent agree
    agreement ahead aircraft airport alarm alike alliance allies allow alone along aloud alpha already alternate
    alternation although always amazing ambiguous ambition america american among analysis analyst analytics
    announced announces annual another answer anybody anything anyway anywhere apart apologies apparently appear
    append application applied apply appointee appointment appreciate appreciation approach arabic architects
    architecture argue argument around arrive article asian aside asked asking asleep aspect assessment assign
    assistant associate assurance astray atlanta atlantic attach attachment attempt attending attrition audience
    auditor austin australia australian austrian author automatic automotive available average aviation awesome
    backed backlog backup backwards badly baker bakery banking barely basement basic baskets battle beach bears
    beauty became because become before beforehand began begin begun behalf behind being belgian believe belong
    below benefit berlin beside betraying better between beyond bigger biology birth birthday bishop blamed blank
    blend block board boats boilers bonus booked books booksellers borrow boston bottles bottom bought bounces bound
    brackets brand brave brazil brazilian break breakfast bridge brief bring british broad brochures broken broker
    brought bruises bucket budget build builder built bullet bumbled bundle bureau burnt bursts business buyer cable
    cadence calendar called calling calls camera campaign campus canada canadian cancel cancer candid candidate
    cannot canteen canvassing capable capital captain carbon cards career careful carry cartoon cases castle casual
    category caught cause celebrate center central centre century certain certification certifies chain chair
    chairman challenge change channel character charge charity chart charter check checklist cheers chicago chief
    child children china chinese chocolates choice choose chord chose chosen christmas chronicle church churn circle
    cited cites cities citing citizen civil claim class classic clause clean clear client climate clinic clinical
    clipping clock close cloth cloud clout coach coast codes coffee colleague collected collection collective
    college colon colour column combinations combine comes coming comma command comment commerce commercial
    commission commit commitment committee common communications community commute company compare comparison
    compensation competition competitor compile compliance component compose computer concept concern concrete
    condition conference confidence confidential configuration confirm confirmation congratulations connect
    connection conscience consent consider consideration construction consultant consulting consumer contact
    container content context continue contract contradicted contribute contribution control conversation cooking
    cooperative copies corner corporate corporation correct correction correspondence costs could council counsel
    count country couple course court cover craft created creation creative credit cried critical cross crowd crown
    culture cupboard curious current curriculum customer customs cutting cycle czech daemon daily dallas dance
    danish dashes dated dates deadline dealer deals debate debrief decade decent decide decision declines decomposed
    deeds default defence defense deferred definitions delete deliver delivery demand demos dental denver department
    depend depth deputy describes description deserves design designer detail develop developer development device
    dialog dialogue diamond dictionary differ difference different digital digits dinner direct direction director
    disagree disappear disappoint disasters discard discount discovery discretion discussed discussion distance
    distributor district division diwali doctor document doing dollar domain doors doorstep double doubt draft drama
    drawer dream drifts drink drive driven driver dropped dublin during dutch dynamic eager earlier earliest early
    earth easier easily easter eastern economic economy edited editor edits education effect effective effort eight
    either electric electronic element eleven eleventh elsewhere email emphasis employee employer empty enablement
    enclose enclosure ended ending endures energy engine engineer england english enjoy enough enter enterprise
    entire entry enumerate envelope environment equal equipment error escape essential estate esteem europe european
    evening event every everybody everyone everything everywhere evidence exact examined example exceed excellent
    except exchange executive exempt exercise exist exits expand expansion expectations expected expects experience
    experiment expert expires explain express extra fabric facility factory facts faculty faded fades failed fails
    failure fairly fallback falls false familiar family farewell farmer farming fashion father fault faxes feature
    federal feeling feels fellow fence fewer field fifteen fifth fifty figure filed files filled filler filling
    filter final finance financial finch finding finds finish finnish firms first fiscal fisher fishing fitting
    fixed flagged flags fleet flight float floor flower focus folded folder folding follow foods football footer
    forbids forces forecast foreign foreseen forest forever forget forgot forgotten forklift formal format former
    fortnight forty forward fought found foundation founder fourteen fourth frame france freedom frees freight
    french fresh friend front frozen fuels fully fumble function funding furniture further future galleys garble
    garden gather gentle gentlest german germany giant gifts given gives giving gladly glass global glued goals
    going golden goods government gracious grade graduate grammar grand grateful gratitude gravest great greek
    greeting gristmill ground group grout grown growth guard guess guest guide habit halved hampers handbook handed
    handle handler hands handwritten hanging hangs hanukkah happen happily happy harbor harbour harder hardest
    hardly hashes hated having header heading headless headline health healthcare heard hearer hearing hears heart
    heating heavily heavy hebrew hello helped helper helpful helping helps heritage herself hesitate hidden hides
    hiding highlighted highly himself hindi hinted hints hired hires hiring history holding holds holiday honest
    hooks hoped hopefully hopes hoping horizon horse hospital hospitality hotel hours house houston however human
    hundred hungry hurry husband hybrid ideal image imagine impact imperative implied import important impossible
    impressed improve inbox include income increase indentation independent index india indian individual industrial
    industry influence information inherited initially innovation input inquiry inside insight inspect install
    installation instead institute institution instrument insults insurance integrated intelligence intend interest
    interface interim internal international internet interprets interrupted interview intranet intriguing introduce
    introduction invented inventory investment invitation invoice involved ireland irish island issue italian italy
    items itself jackets japan japanese joined joining joins joint journal journey judge junior justice keeping
    keeps kinder kindly kinds kitchen knowing knowledge known knows korean label labour lacking lacks ladder lambda
    lamps landed landing language lantern lapse large lasting lastly lately later latest laughed launch lawyer
    leader leadership leading leads league learn least leave legal lemon length lesson letter letting level library
    licence license lifetime light liked likely likeness likes likewise limit lines links linting liquid listed
    listen listing lists little lively lives living loaded local location logbook logged logic logistics london
    longer longest looked looking looks loose lossless loudest lovely loving lower loyal lucky lunch machine madam
    madrid magic mailer mails mainly maker makes making management manager managing manner manual manufacturing
    margin marine markdown marked market marking marks markup marsh master match material matter maybe meals meaning
    means meant meanwhile measure measurement mechanical media medical meeting member memorial memory mended mending
    mends mental mention merchant merely merge merger message metal method metro mexican mexico microsecond middle
    midway midwest might million minds minus minute missed misses missing mistake mistyped mobile model modern modes
    module moment money monitor month morning mother motion motor mountain mouse moved movement moves moving museum
    music mutual myself named namely names naming narrow national natural nature nearest nearly necessary needed
    needless needs negative neglect neither nervous network neutral never newcomer newer newly night nineteen ninety
    nobody nonsense normal normalize northern norwegian noted notes northward nothing notice nowhere nuclear number
    nurse
    object observed obviously occur ocean offer office officer offset often older oldest oneself ongoing online
    opened opening opens operation opinion opportunity opposite optical option optional order ordinary organic
    origin original other otherwise outcomes outdoor outgoing outline outlives output outside outstanding overall
    overdue override oversell overtaken overtook owner ownership oxygen pacific package padding pages paint pairing
    pairs pairwise palace palette panel paper paragraph parent parentheses parking partition partner partnership
    parts party passage passed passes passing passion passive password paths patience patient pattern paused people
    percent perfect perhaps period permanent persistent person personal pharma phase phone photo photograph phrase
    physical picked picks picture piece piled piles pioneer pitch place plain plainest planet planned planning plans
    plant plastic platform playbook played playing plays please pleasure plenty point police policy polish polled
    popular portal portfolio portuguese position possible possibly postal posted posting postmaster power powerful
    practice praise precedence precise precision prefer preference prefix premier preparation prepare present
    presentation president press pressure pretty preview previous primary prime print printouts prior private
    probably problem process product production professional professor program programme progress project promise
    promoting prompt proof proper property proposal propose prose prospective protected proud proved proves provide
    provider public published publisher publishing pumps purchase purple purpose putting python qualifications
    quality quarter question quick quiet quite quits quotation quote radio raised ramadan ramping range ranked rarer
    rarity rather ratio reach readable reading reads ready really reason reasonable recall recent reception
    recommend recommendation record recovery recruiter recruiting recur reference referral referring refers refresh
    refused regarding regards region regional register regret regular rehearsal rejected rejection related relations
    relationship relative release relevant reliable remain remark remember remind remote remove renames render
    renewal rental reopen repair repeat replace replay reply report repository request required research reseller
    reset resource respect respectfully response restate restaurant restriction rests result retail retailer
    retelling retire retirement return revenue reverse review revisions rewritten rhythm right ringing rings rival
    river robot robotics rolling roman rooms roots rough round route royal ruled rules runner running russian sacred
    safety salary sales salon sample sandbox satisfaction saved saving saying scalars scale scans schedule school
    science scientific scope score scorecard scotland scottish screen screwdriver script search season seattle
    second secret section sector secure security seeing seemed seems seldom select seller selling sells sender
    sending sends senior sense sensitive sensors sentence series seriously server service serving session settings
    settle seven seventeen several severity shall shape share sheet shift shingle shipped shipping ships shoes
    shopping short shortest should showing shown showrooms shows siblings sides sight signal signature signed signs
    silence silent silver similar simple simply since sincere single singular sister situation sixteen sixty sized
    skill skipped skipping slide slots slowing slowly small smaller smart smelled snooze social society software
    solar solid solution solve somebody someone something sometimes somewhat somewhere sorry sorted sorts sound
    source southern space spain spanish spans spared spares speak special specialist specifically speech speed spell
    spent spirit split spoke sport spread spring stable staff stage stairs stale staleness stall stamp stand
    standard start state station stationery stayed stays steady steel steps still stock stopped stops store storm
    story storybook straight strategic strategy stream street strength stress strictest strings strip strong
    strongest structure stuck student studio study style subject subscriptions success successful suddenly sugar
    suggest suggestion suite suits summary supply support surely surgery surprise surroundings swedish swiss switch
    switchboard sydney system table taken takes taking talent talked talking talks tasks taught teach teacher teams
    technical techniques technology telecom telephone television telling tells template temple temporary tender
    tenth terminal terms tested testing tests texted textile texts thank theatre their theme themselves there
    therefore these thing think third thirteen thirtieth thirty those though thought thousand thread three threw
    through throughout throwing ticked tickets ticks tiger tight timber timed timeouts times timezone tired title
    today together tokyo tomorrow tonight tools topic toronto total touch tourism towards tower towns trace track
    trade trader traditionalists trailing train trams transfer transit transport travel treasury treated trend trial
    tried trigger truck truly trust truth trying turkish turned turning turns twelfth twelve twenty twice typed
    types typing unanswered unasked unclosed uncomfortable unconfirmed uncover under understand understood undertook
    undone unfinished unheard union unique united unity universal university unknown unless unmended unmet unpacked
    unsaid until untouched unwanted upcoming update upkeep upper urban urgency urgent usable useful users using
    usual valley valuable value valves vanish variable variant various vault vectors venture verified version vessel
    victory video vienna vigorous village visible vision visit visual vital voice voicemail volume vouch waited
    waiting waits walkable walking walls wanted wants warehouse warmly warning warns warts watch water waved wealth
    wearing weather wedding weekday weekend weekly weeks weight welcome wellness welsh western whatever whenever
    where wherever whether which whichever while whiteboard whoever whole whose wider widgets width winding window
    winds winner winning wireless wished wishes wishing withdraw withdrawal withdrawn within without woman women
    wonder wonderful wording words workdays worked worker working works workshop workspace world worry would write
    writer written wrong wrote yards yarrow years yellow yesterday yield yours yourself youth zeros zones
    """.split()  # noqa: SIM905
)
"""Words of five letters and more that letters about work are made of; their inflected forms go without saying."""
GIVEN_NAMES = frozenset(
    """
    adam alan alex alexa alexis alice alicia alina allan allen amanda amelia andre andrea andreas andrew angela
    angelo anika anita anna anne annie anton antonia antonio arthur barbara beatrice beatriz benjamin bernard brian
    bruno bryan camila camilla carina carl carla carlo carlos carmen caroline carolyn catherine cecilia charles
    charlie charlotte chris christa christina christine christoph christopher clara claudia claudio colin connor
    cristina damian daniel daniela danielle david debora deborah denis denise dennis diana diane dieter dominic
    elena elisa elise eliza elizabeth ellen emilia emilie emily emma eric erica erik erika ernest evan fabian
    felicia felix fiona frances francis francisco franz frederic frederick gabriel gabriela gabriele george georgia
    gerald gerard gianna gloria greta hanna hannah hans harriet harry heidi helen helena helene henrik henry hugo
    ingrid irena irene isabel isabella isabelle jacob jakob james jamie janet jasmin jasmine jennifer jenny jeremy
    jerome jessica joan joanna joanne johan johann johanna john jonas jonathan jordan jorge josefa joseph josh
    joshua judith julia julian juliana julie karen karin karina karl katharina katherine kathrin kathryn katie
    katrin kelly kevin kristin kristina kristine larry laura lauren laurence lauri lawrence lena leon leona leonard
    leonie leslie linda lisa louis louisa louise lucas lucia lucie lucy luisa lukas lydia magda manuel manuela marc
    marcel marco marcus margaret maria marian mariana marianne marie marina mario marion marius marlene marta martha
    martin martina mary mathias matthew matthias maurice melanie michael michaela michel michelle miguel mikael
    milena miriam monica monika nadia nadine natalia natalie nathan nicola nicolas nicole nikola nikolas nina nora
    norma oliver olivia oscar pamela patricia patrick paula pauline pedro peter petra philip philipp phillip rachel
    ralph ramon raphael raquel raymond rebecca regina renata rene richard robert roberta roberto roland roman ronald
    rosa rosie russell samantha samuel sandra sara sarah sebastian sergio sharon silvia simon simona simone sofia
    sofie sonia sonja sophia sophie stefan stefanie stella stephan stephanie stephen steve steven susan susanna
    susanne sylvia tamara tania tanja teresa theresa therese thomas tobias valentina valerie vanessa vera veronica
    veronika victor victoria viktor viktoria vincent viola virginia vivian walter wendy werner wilhelm william
    yvonne
    """.split()  # noqa: SIM905
)
"""First names of which many differ in one letter only: none of them is a slip for another."""
ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("al", ""), ("est", ""), ("ness", ""),
)  # fmt: skip


def is_ordinary(word: str) -> bool:
    """Tell whether a folded word is, or comes from, an ordinary one."""
    if word in ALSO_NAMES or word in SHORT or word in EVERYDAY:
        return True
    return any(word.endswith(end) and _is_root(word.removesuffix(end), put) for end, put in ENDINGS)


def _is_root(stem: str, ending: str) -> bool:
    if stem + ending in EVERYDAY:
        return True
    return len(stem) > 1 and stem[-1] == stem[-2] and stem[:-1] in EVERYDAY

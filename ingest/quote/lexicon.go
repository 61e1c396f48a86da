package quote

import "strings"

// lexicon is the class of every word the rules know, in lower case. A word
// of several lists has the classes of all.
var lexicon = newLexicon(map[string]class{
	saying:           says,
	announcing:       says | loose,
	nounLike:         says | noun,
	participles:      says | act,
	foreign:          says,
	labelling:        terms,
	labelNouns:       terms | noun,
	labelParticiples: terms | act,
	events:           event,
	offices:          office,
	rulers:           regnal,
	titles:           honorific,
	bodies:           body,
	peoples:          people,
	documents:        document,
	issuedOnes:       issued,
	outlets:          outlet,
	platforms:        platform,
	namings:          naming,
	functions:        function,
	prepositions:     preposition | function,
	pronouns:         pronoun | function,
	determiners:      determiner,
	adverbs:          adverb | function,
	calendars:        calendar | function,
	particles:        particle,
	plains:           plain,

	"has have had would will could should may might must can did does do to":          auxiliary | function,
	"is are was were be been being":                                                   being | auxiliary | function,
	"heard seen shown quoted cited":                                                   auxiliary,
	"can could might should would may will not never cannot":                          unreal,
	"told tell tells telling":                                                         tells,
	"interview interviews speaking spoke talking talked speak conversation":           talk,
	"chairs heads leads runs represents serves chaired headed led represented served": leads,
	"dit déclaré affirmé expliqué écrit assuré ajouté estimé":                         compound,
	"the der die das le la el los las":                                                definite,
	"a an":                                                                            indefinite,
	"un la le el los las der die das will may":                                        given,
	"of and & for de":                                                                 link,
	"while but as when where after before whereas and":                                conjunction,
	"that which":   thatWhich,
	"on to via in": toward,
	"by from":      from,
	"by":           by,
	"as":           as,
	"and":          and,
	"who":          relative | pronoun | function,
	"according":    according,
})

const (
	saying = `said say says told tell tells added add adds asked ask asks replied reply replies answered answer explained explain
		explains wrote write writes tweeted tweet tweets posted insisted insist insists argued argue argues warned warn warns
		noted declared declare declares stated continued continues recalled recalls stressed stress stresses emphasized
		emphasised emphasizes vowed vow vows pledged promised promises urged urges concluded concludes commented remarked
		joked jokes read reads responded responds testified testifies suggested suggests complained complains conceded
		concedes demanded reiterated reiterates cautioned cautions observed observes predicted predicts quipped shouted shouts
		chanted sang sings sing texted exclaimed lamented laments boasted boasts countered counters contended contends
		asserted asserts alleged alleges maintained maintains proclaimed proclaims thanked repeated repeats retorted mused
		whispered yelled begged pleaded swore summarized elaborated opined reflected reflects directed instructed advised
		wondered mentioned clarified underlined underscored underscores assured appealed reasoned speculated marveled gushed
		teased fumed scoffed pointed points ordered`
	announcing = `announced announces claimed admitted admits acknowledged acknowledges confirmed confirms denied denies reported
		revealed reveals shared expressed expresses voiced estimated believes believed thinks thought hopes hoped agreed
		agrees issued`
	nounLike  = `claims notes states comments remarks reports posts answers demands cries pledges`
	labelling = `called described describes labelled labeled branded dubbed characterized characterised referred refers deemed termed
		dismissed dismisses condemned condemns denounced denounces accused accuses blasted blasts hailed hails praised praises
		criticized criticised criticizes slammed slams rejected rejects applauded applauds applaud mocked mocks welcomed
		welcomes blamed blames likened decried decries lauded lauds derided compared defended describe condemn refer spoke
		speaks touted`
	labelNouns  = `calls call brands labels terms`
	participles = `saying adding telling asking writing warning arguing insisting stressing emphasizing emphasising noting declaring
		stating explaining promising vowing pledging claiming urging tweeting posting replying concluding suggesting recalling
		joking announcing`
	labelParticiples = `calling describing labelling labeling branding condemning denouncing accusing dismissing hailing praising criticizing
		slamming referring blasting`
	foreign = `sagte sagt erklärte betonte schrieb meinte warnte forderte dit déclaré affirmé expliqué écrit assuré ajouté estimé
		déclare affirme explique ajoute dijo declaró afirmó aseguró explicó escribió añadió señaló dice disse dichiarato`
	offices = `president vice-president minister premier chancellor secretary director chief ceo coo cfo chairman chairwoman chair
		chairperson spokesman spokeswoman spokesperson spokespeople senator sen. rep. gov. gen. lt. col. sgt. capt. prof. maj.
		adm. representative congressman congresswoman governor mayor ambassador envoy general colonel major captain lieutenant
		sergeant admiral commander marshal brigadier judge justice attorney prosecutor lawyer counsel professor researcher
		scientist analyst economist psychologist historian scholar fellow expert author writer editor reporter journalist
		correspondent columnist host anchor founder co-founder cofounder owner head leader deputy lawmaker legislator mp
		commissioner undersecretary under-secretary administrator manager coach executive officer official provost constable
		a.g. aide adviser advisor diplomat negotiator speaker whip treasurer superintendent sheriff coordinator doctor
		physician surgeon epidemiologist virologist nurse teacher principal student resident survivor witness activist
		campaigner organizer organiser volunteer pastor bishop archbishop cardinal rabbi priest actor actress singer star
		director-general rapporteur councilman councilwoman councillor councilor candidate nominee dictator strongman veteran
		photographer filmmaker producer strategist consultant technician engineer meteorologist biologist climatologist user
		legend champion trader member partner inspector detective trustee politician chef farmer lady gentleman physicist
		astronomer sociologist philanthropist entrepreneur investor billionaire investigator critic neighbor neighbour
		businessman businesswoman father mother son daughter wife husband brother sister specialist dean curator chaplain
		paleontologist archaeologist geologist ecologist musician rapper guitarist kanzler kanzlerin bundeskanzler
		bundeskanzlerin außenminister außenministerin präsident präsidentin ministre président présidente presidente
		presidenta ministro ministra canciller sprecher sprecherin porte-parole portavoz`
	functions = `and but or nor so yet if when while as because since although though unless until whether than what which whose whom
		where why how that there here now then not only just even still also however meanwhile moreover nevertheless
		nonetheless instead otherwise therefore thus asked whatever yes well let like last next more most much such same und
		aber oder et mais ou pero y o que dass`
	prepositions = `in on at by with from to of for about after before during under over against between among within without through into
		onto upon via despite amid according near around across behind beyond per toward towards following including like as
		until out off up down im am bei dans sur avec en con`
	adverbs = `separately recently similarly previously initially finally eventually subsequently specifically originally also later
		earlier then again once often always never already ever further still soon long ago late early today yesterday
		tomorrow tonight afterwards afterward both meanwhile however too rather first`
	calendars = `monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
		october november december jan. feb. mar. apr. aug. sept. oct. nov. dec. morning afternoon evening night week month
		year weekend et am pm a.m. p.m.`
	documents = `statement statements release tweet directive announcement post memo communique communiqué order message email note
		notice report study document letter lawsuit complaint filing article book review paper survey headline website
		transcript petition`
	bodies = `palace house ministry department bank university college committee commission council union agency office company
		corporation inc. inc corp. corp ltd party group association organization organisation institute institution center
		centre court congress senate parliament assembly police army navy force forces government administration authority
		bureau service services society foundation fund team club church league federation alliance board panel network
		airlines museum hospital school times post news journal reserve guard kremlin pentagon nations kingdom republic states
		treasury cabinet coalition movement front`
	peoples = `officials police prosecutors authorities analysts experts lawyers aides critics lawmakers organizers organisers
		diplomats researchers scientists investigators leaders ministers residents witnesses sources protesters activists
		economists republicans democrats doctors psychologists spokespeople allies opponents supporters firefighters
		campaigners rebels militants judges attorneys users`
	outlets = `times post news journal guardian reuters bbc cnn afp ap bloomberg radio tv television magazine tribune daily herald
		telegraph mail economist politico axios semafor spiegel zeit monde figaro país jazeera npr nbc cbs abc msnbc cnbc pbs
		c-span sky itv fox today mirror independent observer globe chronicle gazette broadcaster newspaper tass interfax
		xinhua kyodo dpa ansa yonhap newsweek esquire variety standard express sun press podcast programme program show wire
		newswire weekly review world broadcasting`
	events = `written familiar close chose named appointed elected picked tapped went met flew came took made held won lost left
		gave got saw sent became began stood sat ran rose fell knew kept put set cut hit quit wants plans remains arrives
		visits meets faces makes takes gets goes gives holds seeks leaves drew grew`
	namings = `so-called called named titled entitled dubbed nicknamed headlined known film films movie movies song songs single
		singles album albums book books novel novels show shows series episode episodes play musical magazine memoir
		autobiography biography podcast sitcom documentary docuseries hit hits headline word words term phrase slogan hashtag
		labeled marked sequel track tracks starring`
	rulers = `king queen prince princess pope sheikh emperor empress sultan emir lord lady baroness ayatollah crown patriarch imam
		duke duchess`
	titles      = `mr mrs ms miss dr sir dame rev rev. mr. mrs. ms. dr. herr frau monsieur madame señor señora`
	issuedOnes  = `statement statements release tweet directive announcement post order message email communique communiqué`
	platforms   = `x twitter facebook instagram telegram threads bluesky weibo tiktok linkedin youtube reddit social mastodon truth`
	pronouns    = `he she they it i we you er sie il elle ils él ella ellos`
	determiners = `the a an this these those one another some several two three four five six many most few both his her its their our my
		your no each every any all other le la les un une der die das ein eine el los las una`
	particles = `von der van den de del della di da dos la le bin bint ibn al el abu ben ter zu du`
	plains    = `family families ally rally supply monopoly bully belly`
)

func newLexicon(lists map[string]class) map[string]class {
	lexicon := make(map[string]class, 1200)
	for words, c := range lists {
		for w := range strings.FieldsSeq(words) {
			lexicon[w] |= c
		}
	}
	return lexicon
}

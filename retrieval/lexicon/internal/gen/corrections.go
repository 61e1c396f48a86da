package main

import "strings"

// skipped have no people that news speaks of, or are parts of others.
var skipped = set("AN AQ BV HM UM YU BQ IO TF GS CC CX SJ NF PN TK WF BL MF PM IM JE GG AX NU SH YT TC VG VI SX MS AI")

// territories are not states of their own in the press; all others are
// members of the United Nations, its observers, Taiwan or Kosovo.
var territories = set("AS AW BM CK CW EH FK FO GF GI GL GP GU HK KY MO MP MQ NC PF PR RE")

// names stand for what the sources call otherwise than the press does.
var names = map[string]string{
	"AE": "United Arab Emirates",
	"CD": "Democratic Republic of the Congo",
	"CG": "Republic of the Congo",
	"CI": "Ivory Coast",
	"FK": "Falkland Islands",
	"HK": "Hong Kong",
	"KN": "Saint Kitts and Nevis",
	"LC": "Saint Lucia",
	"LY": "Libya",
	"MK": "North Macedonia",
	"MM": "Myanmar",
	"MO": "Macau",
	"PS": "Palestine",
	"SZ": "Eswatini",
	"TL": "East Timor",
	"VA": "Vatican",
	"VC": "Saint Vincent and the Grenadines",
}

// capitals are seats of government where the sources are old, spell
// otherwise than the press, or name a capital without a government.
var capitals = map[string]string{
	"BI": "Gitega",
	"BO": "La Paz",
	"EH": "Laayoune",
	"GD": "St George's",
	"AG": "St John's",
	"GP": "Basse-Terre",
	"GY": "Georgetown",
	"KZ": "Astana",
	"MM": "Naypyidaw",
	"MV": "", // "male" is a word
	"PS": "Ramallah",
	"TL": "Dili",
	"US": "Washington",
	"CW": "Willemstad",
	"NR": "", "VA": "", "GU": "", "AS": "", "AW": "", "BM": "", "CK": "", "FK": "", "KY": "", "MP": "", "PR": "", "MO": "", "RE": "",
}

// seats are organisations that their host's capital stands for, too.
var seats = map[string]string{"BE": "EU"}

// elsewhere are capitals whose name is borne by other places or people as
// often, so that they do not stand for their country.
var elsewhere = list("Victoria, Georgetown, San Jose, Kingston, Santiago, St John's, St George's, Wellington, La Paz, " +
	"Nassau, Bridgetown, Kingstown, Santo Domingo, Sao Tome")

// common are names that are other words in lower case.
var common = list("Turkey, Chad, Guinea, Lima, Réunion")

// misleading are foreign names that are English words, people's names or
// names of another place.
var misleading = list("Island, Maurice, Mauricio, Maurício, Grenade, Granada, Dominique, Dominika, Suède, Malte, Germania, " +
	"Chine, Inde, Salomon, Jordania, Macedonia, Kongo, Congo, Guinea, Guiana, Antigua, Cile, Chili, Cina, Cipro, Figi, " +
	"Somali, Salvador, Reunión, Reunião, Riunione, La Réunion, Guadalupe, Palaos, Gine, Gana")

func list(names string) map[string]bool {
	all := make(map[string]bool)
	for name := range strings.SplitSeq(names, ", ") {
		all[name] = true
	}
	return all
}

func set(words string) map[string]bool {
	all := make(map[string]bool)
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}

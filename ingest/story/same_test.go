package story_test

import (
	"strings"
	"testing"

	"attache/ingest/story"
)

const protocol = `The four states on the lake of Tarn agreed on Wednesday to prolong joint patrols by 60 days, until June 4, after a night of talks in Velm.

Foreign Minister Ana Brandt of Vastria said that the boats would keep their crews of 12 and that the harbour of Sorel stays the base.

"A lake has no lanes, so we must agree on who gives way," Brandt told reporters after the signing.

Oland had asked for a full year. Its delegate, Pavel Quist, spoke of a bridge with no far bank yet, and left for the airport at noon.

The patrols began in 2028 after 31 fishing boats had been seized within two months. They cost about 4.5 million crowns a year, most of which Merovia pays.

Fishermen in Sorel said that catches were down by a third, and blamed the searches, which last up to six hours.`

const rewritten = `Joint patrols on the lake of Tarn are to go on for another sixty days, until 4 June. The four states agreed on this on Wednesday in Velm after talks that lasted all night, the Meridian agency reports.

The boats keep crews of twelve, and Sorel stays the base, said Ana Brandt, the foreign minister of Vastria. "A lake has no lanes, so we must agree on who gives way," she said.

Pavel Quist, the delegate of Oland, which had asked for a full year, spoke of a bridge with no far bank yet.

The patrols, begun in 2028 after thirty-one fishing boats had been seized within two months, cost some 4.5 million crowns a year. Merovia pays most of it.`

func TestWhatIsOneReport(t *testing.T) {
	paragraphs := strings.Split(protocol, "\n\n")
	for name, text := range map[string]string{
		"itself":                             protocol,
		"with a dateline":                    "VELM, April 5 (Meridian Press) - " + protocol,
		"in capitals and without accents":    strings.ToUpper(protocol[:40]) + protocol[40:],
		"with typographic quotation marks":   strings.Replace(strings.Replace(protocol, `"A lake`, "“A lake", 1), `way,"`, "way,”", 1),
		"cut after the fourth paragraph":     strings.Join(paragraphs[:4], "\n\n"),
		"with a paragraph of local interest": protocol + "\n\nIn our town the news was met with relief. The ferry company of Westhaven has two boats on the lake, and its captain, Ida Lonn, expects a quiet summer.",
		"lightly rewritten":                  rewritten,
	} {
		t.Run(name, func(t *testing.T) {
			a, b := story.NewSketch("Lake patrols prolonged by 60 days", protocol), story.NewSketch("Boats of Tarn sail on", text)
			if v, back := story.Compare(a, b), story.Compare(b, a); !v.Same || back != v {
				t.Errorf("%+v, the other way round %+v", v, back)
			}
		})
	}
}

func TestWhatIsAnotherReport(t *testing.T) {
	change := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(protocol) }
	for name, text := range map[string]string{
		"of 120 days":                  change("60 days", "120 days"),
		"of sixty-five days, in words": change("60 days", "sixty-five days"),
		"of another day of the month":  change("June 4", "June 8"),
		"of another month":             change("June 4", "July 4"),
		"of another weekday":           change("Wednesday", "Thursday"),
		"of another lake":              change("Tarn", "Mirel", "Velm", "Halm", "Vastria", "Estaria", "Oland", "Galdovia"),
		"of other people":              change("Ana Brandt", "Elif Rossi", "Brandt", "Rossi", "Pavel Quist", "Jonas Tamm"),
		"that takes up its background": `Merovia will stop its payments for the patrols on the lake of Tarn, its treasurer, Rosa Lindt, said on Friday in Drava.

The decision takes effect on May 15 and saves 3 million crowns. Lindt said that others had boats and ought to have purses. The opposition called the step petty and asked for a debate.

` + protocol[strings.Index(protocol, "The patrols began"):],
		"of the same speech": `It was late when the doors opened in Velm and the delegates came out into the rain with their coats over their heads.

"A lake has no lanes, so we must agree on who gives way," Ana Brandt said, and nobody contradicted her.

Behind the agreement lies a quarrel over herring that is older than the four states themselves. People close to the mediators say that the real subject was never named in the room. Skippers from both shores had waited since morning, and went home without a word on nets, quotas or fines.`,
	} {
		t.Run(name, func(t *testing.T) {
			a, b := story.NewSketch("Lake patrols prolonged", protocol), story.NewSketch("Lake patrols prolonged", text)
			if v := story.Compare(a, b); v.Same || v.Why == "" {
				t.Errorf("taken for one report: %+v", v)
			}
		})
	}
}

func TestScriptsWithoutSpaces(t *testing.T) {
	for name, texts := range map[string][2]string{
		"Chinese": {
			"奥兰德外交部长安娜·布兰特周三在维尔姆宣布，湖区四国同意将联合巡逻延长60天，至6月4日为止。她说，巡逻船将保留12名船员，索雷尔港仍为基地。瓦斯特里亚曾要求延长一年，其代表在签字后立即离开会场，没有回答记者的问题。巡逻始于2028年，当时两个月内有31艘渔船被扣押，每年费用约450万克朗，大部分由梅罗维亚承担。索雷尔的渔民表示，捕捞量下降了三分之一，并指责检查时间过长。",
			"国际货币会议周五在哈尔姆闭幕，与会代表未能就新的贷款条件达成一致。主席表示，各方将在秋季继续谈判，并请专家提出报告。分析人士认为，小国希望降低利率，而大国坚持现有规则。会议期间，数百名学生在会场外举行示威，要求取消债务。警方称示威基本平静，没有人被捕。下一次会议地点尚未确定，多国首都表示有兴趣承办，预计年底之前作出决定。",
		},
		"Thai": {
			"รัฐมนตรีต่างประเทศของโอลันด์ประกาศเมื่อวันพุธว่าสี่ประเทศรอบทะเลสาบเห็นพ้องให้ขยายการลาดตระเวนร่วมออกไปอีก 60 วัน จนถึงวันที่ 4 มิถุนายน หลังการเจรจาตลอดทั้งคืน เรือลาดตระเวนจะยังคงมีลูกเรือ 12 คน และท่าเรือเดิมยังเป็นฐานปฏิบัติการ ชาวประมงกล่าวว่าปริมาณปลาที่จับได้ลดลงหนึ่งในสามและตำหนิการตรวจค้นที่ใช้เวลานานหลายชั่วโมง",
			"การประชุมการเงินระหว่างประเทศปิดฉากลงเมื่อวันศุกร์โดยผู้แทนไม่สามารถตกลงกันเรื่องเงื่อนไขเงินกู้ใหม่ ประธานระบุว่าทุกฝ่ายจะเจรจาต่อในฤดูใบไม้ร่วงและขอให้ผู้เชี่ยวชาญจัดทำรายงาน นักศึกษาหลายร้อยคนชุมนุมหน้าสถานที่ประชุมเรียกร้องให้ยกเลิกหนี้ ตำรวจกล่าวว่าการชุมนุมเป็นไปอย่างสงบ",
		},
		"Japanese": {
			"オーランドの外相は水曜日、湖に面した四か国が共同巡視を60日延長し、6月4日まで続けることで合意したと発表した。巡視船の乗員は12人のままとし、港も従来どおり基地として使われる。漁師たちは漁獲量が三分の一減ったと述べ、何時間もかかる検査に不満を示した。巡視は2028年に始まり、費用の大半は隣国が負担している。",
			"国際通貨会議は金曜日に閉幕し、代表団は新しい融資条件について合意できなかった。議長は秋に協議を続けると述べ、専門家に報告書を求めた。会場の外では数百人の学生が債務の帳消しを求めて集まったが、警察によれば大きな混乱はなかった。次の開催地はまだ決まっていない。",
		},
	} {
		t.Run(name, func(t *testing.T) {
			one, other := texts[0], texts[1]
			end := strings.LastIndexAny(one[:len(one)*3/4], " 。") // in the last quarter a reprint is cut
			a := story.NewSketch("", one)
			if v := story.Compare(a, story.NewSketch("", strings.ToValidUTF8(one[:end], ""))); !v.Same {
				t.Errorf("a cut reprint is not found: %+v", v)
			}
			for what, text := range map[string]string{"other news": other, "another number": strings.Replace(one, "60", "90", 1)} {
				if v := story.Compare(a, story.NewSketch("", text)); v.Same {
					t.Errorf("%s is taken for the same report: %+v", what, v)
				}
			}
		})
	}
}

func TestNothingIsLikeAnEmptyText(t *testing.T) {
	empty := story.NewSketch("", "")
	for _, other := range []story.Sketch{empty, {}, story.NewSketch("Lake patrols", protocol)} {
		if story.Same(empty, other) || story.Same(story.Sketch{}, other) {
			t.Error("an empty text is taken for a report")
		}
	}
}

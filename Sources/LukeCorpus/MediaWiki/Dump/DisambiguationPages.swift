/// Pages that only say which articles a word may mean.
enum DisambiguationPages {
  /// Whether wikitext in UTF-8 says that it is such a page: by a template or by its magic word.
  static func contain(_ wikitext: [UInt8]) -> Bool {
    let brace = UInt8(ascii: "{")
    return wikitext.withUnsafeBufferPointer { text in
      var place = 0
      while place + 1 < text.count {
        if text[place] == brace, text[place + 1] == brace {
          while place < text.count, text[place] == brace { place += 1 }
          if templates.contains(templateName(text[place...])) { return true }
        } else if text[place] == UInt8(ascii: "_"), text[place...].starts(with: magicWord) {
          return true
        } else {
          place += 1
        }
      }
      return false
    }
  }

  private static let magicWord = Array("__DISAMBIG__".utf8)
  /// More bytes than any of the names has.
  private static let maximumNameCount = 200

  /// The name of the template that some text begins, in lower case; empty if it is none.
  private static func templateName(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let name = text.prefix(maximumNameCount).prefix {
      $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: "}")
    }
    // The name must end with one of the two.
    guard name.endIndex < text.endIndex, name.count < maximumNameCount else { return "" }
    return String(decoding: name, as: UTF8.self).lowercased()
      .split { $0.isWhitespace || $0 == "_" }.joined(separator: " ")
  }

  /// Names of such templates in the languages of Wikipedia, in lower case.
  private static let templates: Set<String> = Set(
    table.split { $0 == "," || $0 == "\n" }
      .map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty })

  private static let table = """
    aimai, airport disambiguation, anlam ayrımı, apartigilo, argipen, aðgreining, ałtsʼáʼáztiin,
    begriepskloorenge, begriffsklearung, begriffsklärung, begriffsklärungsseite,
    biology disambiguation, bisongidila, bkl, bokokani, caddayn, call sign disambiguation,
    caselaw disambiguation, chinese title disambiguation, clerheans, cudakirin, dab, desambig,
    desambigación, desambiguació, desambiguación, desambiguasion, desambiguassiù, desambiguação,
    desambigui, desambiguáncia, dezambiguizare, dezanbìgua, disamb, disamb-term, disamb-terms,
    disamb2, disamb3, disamb4, disambig, disambig-page, disambigua, disambigua pagina,
    disambiguasi, disambiguation, disambiguation cleanup, disambiguation lead,
    disambiguation lead name, disambiguation name, disambiguation page, disambiguazion,
    disambigue, disambìgua, discretiva, disheñvelout, disingkek, dixanbigua, dixebra,
    diżambigwazzjoni, dmbox, doorverwijspagina, dubbelsinnig, dudalipen, dəqiqləşdirmə, egyért,
    faaleaogaina, fleiri týdningar, fleirtyding, flertydig, förgrening, genus disambiguation,
    geodis, gestion dj'omònim, giklaro, gwahaniaethu, gì-ngiê, hndis, homonimo, homonymes,
    homonymie, homónimos, hospital disambiguation, hospitaldis, huaʻōlelo puana like,
    human name disambiguation, human name disambiguation cleanup, idirdhealú, khu-pia̍t,
    kthjellim, kujekesa, letter-number combination disambiguation, letter-numbercombdisambig,
    maana, maneo bin, mathdab, mathematical disambiguation, mehrdüdig begreep, menm non,
    mil-unit-dis, military unit disambiguation, muardüüdag artiikel, music disambiguation,
    myesakãrã, neibetsjuttings, nozīmju atdalīšana, number disambiguation, numberdis, nuorodinis,
    nyahkekaburan, omonimeye, omonimi, omonimia, opus number disambiguation, page dé frouque,
    paglilinaw, panangilawlawag, pansayod, pejy mitovy anarana, peker, phonetics disambiguation,
    place name disambiguation, portal disambiguation, razdvojba, razločitev, razvrstavanje,
    reddaghey, road disambiguation, roaddis, rozcestník, rozlišovacia stránka,
    school disambiguation, schooldis, sclerir noziun, selvendyssivu, soilleireachadh,
    species latin name abbreviation disambiguation, species latin name disambiguation,
    station disambiguation, stationdis, sut'ichana qillqa, suzmunski, synagogue disambiguation,
    taxonomic authority disambiguation, taxonomy disambiguation, telplänov,
    template disambiguation, tlahtolmelahuacatlaliztli, trang định hướng, täpsustuslehekülg,
    täsmennyssivu, ujednoznacznienie, verdudeliking, wjacezmyslnosć, wěcejwóznamowosć,
    zambiguaçon, zeimeibu škiršona, čvor, αποσαφήνιση, айрық, аҵакырацәа, бир аайы јок,
    вишезначна одредница, ибҳомзудоӣ, кёб магъаналы, күп мәгънәләр, күп мәғәнәлелек,
    массехк маӏан хилар, многозначность, мъногосъмꙑслиѥ, неадназначнасць, неадназначнасьць,
    неоднозначность, олон удхатай, пояснение, појаснување, са шумуд манавал, салаа утгатай,
    суолталар, текмаанисиздик, цо магіна гуреб, чеперушка, чолхалла, шуко ончыктымаш-влак,
    բազմիմաստութիւն, բազմիմաստություն, באדייטן, פירושונים, ابهام‌زدایی, توضيح, دقیقلشدیرمه,
    سلجهائپ, ضد ابہام, نامبهمېدنه, ڕوونکردنەوە, گجگجی بیری, अस्पष्टता, बहुअर्थी, बहुविकल्पी शब्द,
    দ্ব্যর্থতা নিরসন, ਗੁੰਝਲ-ਖੋਲ੍ਹ, સંદિગ્ધ શીર્ષક, பக்கவழி நெறிப்படுத்தல், అయోమయ నివృత్తి,
    ದ್ವಂದ್ವ ನಿವಾರಣೆ, വിവക്ഷകൾ, වක්‍රෝත්ති, แก้ความกำกวม, သဵင်မိူၼ် တူၼ်ႈထႅဝ်ပႅၵ်ႇ, သံတူကြောင်းကွဲ,
    მრავალმნიშვნელოვანი, መንታ, ណែនាំ, អសង្ស័យកម្ម, 多義語, 扤清楚, 搞清楚, 曖昧さ回避, 消歧义, 釋義, 동음이의
    """
}

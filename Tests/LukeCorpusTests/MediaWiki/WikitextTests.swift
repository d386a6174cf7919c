import LukeCorpus
import Testing

/// What wikipedia2vec 2.0 with mwparserfromhell 0.7.2 gives for the same text.
@Suite struct WikitextTests {
  @Test(arguments: [
    ("An [[apple]] a day", ["An ⟨Apple|apple⟩ a day"]),
    (
      "[[Fruit tree|Trees]] and [[berry]]s",
      ["⟨Fruit tree|Trees⟩ and ⟨Berry|berry⟩s"]
    ),
    (
      "[[apple_tree#Use|use]] of [[#Use]] and [[:Category:Fruit]] and [[fr:Pomme]]",
      [
        "⟨Apple tree#Use|use⟩ of ⟨#Use|#Use⟩ and ⟨Category:Fruit|:Category:Fruit⟩ and ⟨Fr:Pomme|fr:Pomme⟩"
      ]
    ),
    (
      "a [[File:Apple.png|thumb|An [[apple]] [http://a.example b]]] b [[image:x.png]] c [[Media:x.ogg|sound]] d",
      ["a  b  c  d"]
    ),
    (
      "x\n[[Category:Fruit]]\n[[category:Food|apple]]",
      ["x\n⟨Category:Fruit|Fruit⟩\n⟨Category:Food|apple⟩"]
    ),
    (
      "[[a|b\nc]] [[d\ne]] [[f|g [[h]] i]] [[|j]] [[k|]] [[]]",
      ["⟨A|b\nc⟩ [[d\ne]] ⟨F|g h i⟩ j ⟨K|⟩ "]
    ),
    (
      "[[ß]] [[éa_b]] [[ spaced title ]] [[a<!-- x -->b|c]] [[x{{y}}|z]]",
      ["⟨SS|ß⟩ ⟨Éa b|éa_b⟩ ⟨Spaced title| spaced title ⟩ ⟨Ab|c⟩ ⟨X|z⟩"]
    ),
    (
      "[[a|x\n\n\n\ny]] [[b|\nq\n]] t\n\n\n\nu", ["⟨A|x\n\ny⟩ ⟨B|q⟩ t\n\n\n\nu"]
    ),
    (
      "[[a|<ref>r</ref>s<br>t]] [[b|{{c}}]] [[File:x|{|\n|y\n|}]] end",
      ["⟨A|rst⟩ ⟨B|⟩  end"]
    ),
    (
      "日本語[[東京|とうきょう]]です。http://例え.jp/ あhttp://a.example い",
      ["日本語⟨東京|とうきょう⟩です。http://例え.jp/ あhttp://a.example い"]
    ),
  ])
  func links(wikitext: String, expected: [String]) {
    #expect(paragraphs(wikitext) == expected)
  }

  @Test(arguments: [
    (
      "It is ''very'' '''red''' and '''''round''''' but isn't d'or",
      ["It is very red and round but isn't d'or"]
    ),
    ("a{{infobox|name=[[x]]|{{b}}}}b {{{1|def [[y]]}}} {{{2}}} c", ["ab def y  c"]),
    ("{{open [[a]] }} } {{b} c\n{{d|", ["{{open ⟨A|a⟩ }} } {{b} c\n{{d|"]),
    ("a<!-- hidden [[x]] -->b <!-- open", ["ab <!-- open"]),
    (
      "&lt;&amp;&nbsp;&eacute;&#65;&#x42;&unknown;&#0;&;",
      ["<&\u{A0}éAB&unknown;&#0;&;"]
    ),
    (
      "see [http://a.example the [[site]]], [http://b.example], http://c.example/x(1). and [[http://d.example e]] end",
      ["see the site, , http://c.example/x(1). and [e] end"]
    ),
    (
      "* one\n** two [[x]]\n# three\n; term : meaning\n: indent\n----\nend",
      [" one\n two ⟨X|x⟩\n three\n term  meaning\n indent\n\nend"]
    ),
  ])
  func markup(wikitext: String, expected: [String]) {
    #expect(paragraphs(wikitext) == expected)
  }

  @Test(arguments: [
    ("a<ref>note [[x]]</ref>b<ref name=\"n\" />c <REF>kept</REF>", ["abc kept"]),
    (
      "a<math>x_1</math>b <nowiki>[[x]] &lt;</nowiki> <gallery>File:a.png</gallery> c",
      ["ab [[x]] <  c"]
    ),
    (
      "H<sub>2</sub>O<br>and<br/>more<hr></br><span class=\"a\">[[ice]]</span> <b>open",
      ["H2Oandmore⟨Ice|ice⟩ <b>open"]
    ),
    ("<b>a</i> b</b> <i>c</b> d</i>", ["<b>a</i> b</b> <i>c</b> d</i>"]),
    (
      "a\n{| class=\"t\"\n|+ cap\n! h1 !! h2\n|-\n| a || [[b]]\n|-\n| style=\"x\" | c\n|}\nb",
      ["a\n\nb"]
    ),
  ])
  func tags(wikitext: String, expected: [String]) {
    #expect(paragraphs(wikitext) == expected)
  }

  @Test(arguments: [
    (
      "Lead\n== One ==\ntext [[a]]\n=== Two [[b|c]] ===\nmore\n= Three =",
      ["Lead\n", " One \ntext ⟨A|a⟩\n", " Two c \nmore\n", " Three "]
    ),
    (
      "no\n== open\nheading ==\n== a == b ==\nc\n==d==  \n",
      ["no\n== open\nheading ==\n", " a == b \nc\n", "d  \n"]
    ),
    (
      "<div>\n== In ==\n{|\n|a\n|}\n[[z]]</div>\n== After ==\n",
      ["\n In \n\n⟨Z|z⟩\n", " After \n"]
    ),
    ("<li>one <li>two\n== H ==\nt", ["one two\n", " H \nt"]),
    ("", []), ("{{stub}}<!-- nothing -->", []),
  ])
  func sections(wikitext: String, expected: [String]) {
    #expect(paragraphs(wikitext) == expected)
  }

  @Test func categoriesAndEmptyLinksAreDroppedByDefault() throws {
    let parser = WikitextParser(site: SiteInfo(language: "en"))
    let text = "x [[k|]] [[ File : a.png|cap]][[{{y}}|z]] [[category:Food|apple]][[Image:b.png]]."
    let (paragraphs, links) = try #require(parser.parse(Array(text.utf8)))
    #expect(paragraphs.map(\.marked) == ["x  z ."])
    #expect(links.media == 2)
    #expect(links.categories == 1)
    #expect(links.withoutText == 1)
    #expect(links.untitled == 1)
    #expect(links.kept == 0)
  }

  @Test func namespacesAreKnownInTheLanguageOfTheWiki() {
    let text = "a [[Datei:x.png|y]][[Bild:x.png]][[Kategorie:Obst]][[Файл:x.png]] b"
    #expect(paragraphs(text, .init(), language: "de") == ["a ⟨Файл:x.png|Файл:x.png⟩ b"])
    #expect(
      paragraphs("[[ФАЙЛ:x.png|y]]z [[категория:Плоды]]", .init(), language: "ru") == ["z "])
    var site = SiteInfo(language: "xx")
    site.namespaces[6] = .init(name: "Ding bild")
    let parser = WikitextParser(site: site)
    let found = parser.parse(Array("[[ding_Bild:x|y]]z".utf8))?.paragraphs.map(\.marked)
    #expect(found == ["z"])
  }
}

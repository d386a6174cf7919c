import Foundation
import LukeCheckpoints
import LukeTestSupport
import Testing

/// What the folder of a model says to the Hugging Face hub.
@Suite struct HubFactsTests {
  /// What the folder `name` says with these files in it.
  private func facts(
    in name: String = "model", card: String? = nil, config: String? = nil, git: String? = nil
  ) throws -> HubFacts {
    try withTemporaryFolder { folder in
      let place = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: place.appending(path: ".git"), withIntermediateDirectories: true)
      for (file, text) in [("README.md", card), ("config.json", config), (".git/config", git)] {
        if let text { try Data(text.utf8).write(to: place.appending(path: file)) }
      }
      return HubFacts(ofFolder: place.path)
    }
  }

  @Test(arguments: [
    ("studio-ousia/luke-base", true), ("bert-base-uncased", true),
    ("FacebookAI/xlm-roberta-base", true),
    ("nreimers/MiniLM-L6-H384-uncased", true), ("/home/ada/luke", false), ("./luke", false),
    ("../luke", false), ("~/luke", false), ("C:\\\\models\\\\luke", false), ("models/luke", false),
    ("output/checkpoint-500", false), ("ada/checkpoint-500", false), ("luke", false), ("", false),
    ("a/b/c", false), ("a//b", false), ("a/b--c", false), ("ada/luke ", false),
  ])
  func pathsAreNoNames(_ text: String, _ isName: Bool) throws {
    #expect(HubFacts.isNameByItself(text) == isName)
    let (config, card) = ("{\"_name_or_path\": \"\(text)\"}", "---\nbase_model: \(text)\n---\n")
    let name = isName ? text : nil
    #expect(try facts(config: config).baseModel == name)
    // Blanks around a text are none of it in YAML.
    #expect(try facts(card: card).baseModel == (text == "ada/luke " ? "ada/luke" : name))
  }

  /// Where a folder lies or was cloned from says more than what was noted when it was saved.
  @Test func theNameIsThatOfThePlace() throws {
    let config = #"{"_name_or_path": "bert-base-uncased"}"#
    let card = "---\nbase_model: ada/other\n---\n"
    #expect(try facts(card: card, config: config).baseModel == "bert-base-uncased")
    #expect(try facts(card: card, config: "{}").baseModel == "ada/other")
    #expect(
      try facts(card: card, config: #"{"_name_or_path": "/home/x"}"#).baseModel == "ada/other")
    let cache = "hub/models--studio-ousia--luke-base/snapshots/0a1b"
    #expect(try facts(in: cache, config: config).baseModel == "studio-ousia/luke-base")
    for address in [
      "https://huggingface.co/studio-ousia/mluke-base",
      "https://ada:secret@huggingface.co/studio-ousia/mluke-base.git",
      "git@hf.co:x\n  url = git@huggingface.co:studio-ousia/mluke-base",
    ] {
      let git = "[remote \"origin\"]\n\turl = \(address)\n\tfetch = +refs\n"
      #expect(try facts(config: config, git: git).baseModel == "studio-ousia/mluke-base")
    }
    let elsewhere = "[remote \"origin\"]\n\turl = https://example.org/a/b\n"
    #expect(try facts(config: config, git: elsewhere).baseModel == "bert-base-uncased")
  }

  @Test(
    arguments: [
      ("---\nlanguage: en\nlicense: mit\n---\n", ["en"], "mit"),
      (
        "\u{FEFF}---\r\nlanguage:\r\n- en\r\n- 'no'\r\nlicense: \"mit\"\r\n---\r\n", ["en", "no"],
        "mit"
      ),
      (
        "---\nlanguage: [en, \"de\", multilingual]\nlicense: mit # free\n---",
        ["en", "de", "multilingual"], "mit"
      ),
      (
        "---\nlanguage:\n  - zh-Hant\n  - English\n  - yue\nlicense:\n---\n", ["zh-Hant", "yue"],
        nil
      ),
      ("---\nlanguage: null\nlicense: /home/ada/LICENSE\n---\n", [], nil),
      ("---\ntags:\n- license: mit\n- language: en\n---\n", [], nil),
      ("---\nlanguage: en\nlicense: mit\n", [], nil),
      ("# A card\n\n---\nlicense: mit\n---\n", [], nil),
      ("", [], nil),
    ] as [(String, [String], String?)])
  func theHeadOfACardIsRead(_ card: String, _ languages: [String], _ license: String?) throws {
    let facts = try facts(card: card)
    #expect(facts.languages == languages)
    #expect(facts.license == license.map { HubFacts.License($0) })
  }

  @Test func aLicenceOfOnesOwnHasNameAndLink() throws {
    let card = "---\nlicense: other\nlicense_name: ours\nlicense_link: https://example.org/x\n---\n"
    let facts = try facts(card: card)
    #expect(facts.license == .init("other", name: "ours", link: "https://example.org/x"))
    let onDisk = card.replacing("https://example.org/x", with: "/home/ada/LICENSE")
    #expect(try self.facts(card: onDisk).license == .init("other", name: "ours"))
  }

  /// Nothing is there, and what is there is a pipe.
  @Test func foldersThatSayNothing() throws {
    #expect(HubFacts(ofFolder: "/nowhere") == HubFacts())
    try withTemporaryFolder { folder in
      #expect(mkfifo(folder.path + "/README.md", 0o600) == 0)
      try Data("{,".utf8).write(to: folder.appending(path: "config.json"))
      #expect(HubFacts(ofFolder: folder.path) == HubFacts())
    }
  }

  @Test(arguments: [
    ("en", true), ("yue", true), ("pt-BR", true), ("multilingual", true), ("code", true),
    ("xx", false),
    ("EN", false), ("english", false), ("en,de", false), ("", false), ("en_US", false),
  ])
  func languagesAreCodes(_ text: String, _ isLanguage: Bool) {
    #expect(HubFacts.isLanguage(text) == isLanguage)
  }

  @Test func aRecordKeepsThem() throws {
    var record = ModelRecord()
    record.hub = HubFacts(
      baseModel: "ada/luke", languages: ["en", "no"],
      license: .init("other", name: "ours", link: "https://example.org"))
    #expect(try ModelRecord(data: Data(record.text.utf8), file: "about.json") == record)
    #expect(try ModelRecord(data: Data("{}".utf8), file: "about.json").hub == HubFacts())
    let other = HubFacts(baseModel: "a/b", languages: ["de"], license: .init("mit"))
    #expect(record.hub.completed(by: other) == record.hub)
    #expect(HubFacts(languages: ["fr"]).completed(by: other).languages == ["fr"])
    #expect(HubFacts(languages: ["fr"]).completed(by: other).baseModel == "a/b")
  }
}

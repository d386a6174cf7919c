import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// The guides do what they say: each is a session that is run from top to bottom, and what it shows is what
/// comes out.
@Suite struct GuideTests {
  @Test(arguments: Guide.all)
  func everyCommandDoesWhatIsShown(_ guide: Guide) throws {
    try Self.run(guide.commands, of: guide)
  }

  /// What stands before the table of all commands; a short pretraining stands for `make quickstart`.
  @Test func theFirstRunOfTheReadmeDoesWhatIsShown() throws {
    let text = try #require(Guide.readme.text.components(separatedBy: "\n## Commands\n").first)
    let guide = Guide(name: "README.md", text: text)
    let commands = guide.commands.filter { $0.program != "make" }
    #expect(commands.count > 3)
    let pretraining =
      "luke-train Recipes/quickstart-pretraining.json --set training.steps=5 --set training.evaluate_every=null"
    try Self.run([Guide.Command(script: pretraining, shown: [])] + commands, of: guide)
  }

  private static func run(_ commands: [Guide.Command], of guide: Guide) throws {
    if commands.isEmpty { return }
    var session = try GuideSession()
    for (index, command) in commands.enumerated() {
      let next = index + 1 < commands.count ? commands[index + 1].script : ""
      let fault = try session.run(command, statusIsShown: next == "echo $?")
      #expect(fault == nil, "\(guide): $ \(command)\n\(fault ?? "")")
      // What follows may need what this one was to write.
      if fault != nil { return }
    }
  }

  /// What no test runs, and why; a guide that has more of it fails here.
  static let leftOut = [
    "hf download studio-ousia/luke-base --local-dir luke-base": "downloads",
    "git clone https://huggingface.co/studio-ousia/luke-base": "downloads",
    "luke-train datasets fetch wnut17": "downloads",
    "luke-train Recipes/wnut17-ner.json --set model.from=luke-base": "needs what was downloaded",
    "spacy convert people.json .": "needs spaCy",
    "tensorboard --logdir Checkpoints": "serves until it is stopped",
    "make install PREFIX=$HOME/.local": "ManualTests installs into a folder",
    "luke-train --generate-completion-script bash > /etc/bash_completion.d/luke-train":
      "writes to the system; ManualTests makes the scripts",
    "luke-train --generate-completion-script zsh > ~/.zfunc/_luke-train": "the same",
    "luke-train --generate-completion-script fish > ~/.config/fish/completions/luke-train.fish":
      "the same",
    "python3 Tests/Scripts/check_onnx.py outputs model": "needs onnxruntime; ONNXTests runs it",
    "python3 Tests/Scripts/check_onnx.py texts model test.csv --heading": "the same",
    "python3 Tests/Scripts/check_onnx.py tags model test.conll": "the same",
    "python3 Tests/Scripts/compare_speed.py --tasks ner relation pretraining --rounds 5":
      "takes an hour, alone on the machine",
  ]

  @Test func whatIsNotRunIsListed() {
    let lines = (Guide.all + [Guide.readme]).flatMap(\.blocks).filter { $0.language == "sh" }
      .flatMap(\.lines).filter { !$0.isEmpty }
    #expect(Set(lines) == Set(Self.leftOut.keys))
  }

  /// JSON is read below, Swift held against the packages that are built by check_documentation.py, and what
  /// Python has of plain encoders against transformers in PlainEncoderTests; `text` is no code.
  @Test(arguments: Guide.all + [Guide.readme])
  func blocksAreOfKindsThatAreTested(_ guide: Guide) throws {
    let kinds: Set = ["console", "sh", "json", "text", "python", "swift"]
    for block in guide.blocks {
      #expect(kinds.contains(block.language), "\(guide): ```\(block.language)")
      #expect(block.language != "python" || guide.name == "PlainEncoders.md", "\(guide)")
    }
  }

  /// Recipes that are shown are read, and what else is shown as JSON is JSON.
  @Test(arguments: Guide.all + [Guide.readme])
  func jsonIsRead(_ guide: Guide) throws {
    let folder = try WorkFolder()
    for block in guide.blocks where block.language == "json" {
      let text = block.lines.joined(separator: "\n")
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      guard let object = value as? [String: Any], object["task"] != nil, object["data"] != nil
      else { continue }
      try folder.write("recipe.json", text)
      #expect(throws: Never.self, "\(guide): \(text)") {
        _ = try Recipe.load(folder.path + "/recipe.json")
      }
    }
  }

  @Test(arguments: Guide.all + [Guide.readme])
  func linksLeadSomewhere(_ guide: Guide) throws {
    let folder = guide.name == "README.md" ? packageFolder : Guide.folder
    for link in guide.links {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let file =
        parts[0].isEmpty ? folder.appending(path: guide.name) : folder.appending(path: parts[0])
      #expect(FileManager.default.fileExists(atPath: file.path), "\(guide): \(link)")
      if parts.count > 1, let text = try? String(contentsOf: file, encoding: .utf8) {
        #expect(Guide.anchors(of: text).contains(String(parts[1])), "\(guide): \(link)")
      }
    }
  }

  /// Nobody looks for a guide that no page leads to.
  @Test func theReadmeLeadsToEveryGuide() {
    #expect(Guide.all.count > 10)
    for guide in Guide.all {
      #expect(Guide.readme.links.contains { $0.hasSuffix("/Guides/" + guide.name) }, "\(guide)")
    }
  }
}

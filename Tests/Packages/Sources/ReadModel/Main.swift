import Foundation
import LukeCheckpoints
import LukeText

/// Looks into a model file or a Hugging Face folder, reads a text as the model does, and writes the model
/// and its tokenizer into a folder.
@main
enum Main {
  static func main() throws {
    let model = try ModelArchive(path: CommandLine.arguments[1])
    print("layers", model.configuration.layerCount, "labels", model.labels ?? [])
    for array in model.weights.descriptions {
      let sum = try model.weights.values(array.name).reduce(0, +)
      print(array.name, array.shape, sum.isFinite ? "finite" : "infinite")
    }
    print("[MASK] is entity", try model.entityVocabulary?.maskID ?? -1)

    let tokenizer = try model.tokenizer
    let text = CommandLine.arguments[3]
    for token in tokenizer.encode(text) {
      print(tokenizer.token(id: token.id) ?? "", token.id, token.start..<token.end)
    }
    print(tokenizer.decode(tokenizer.ids(of: text)))

    let folder = URL(filePath: CommandLine.arguments[2])
    try tokenizer.save(to: folder.appending(path: "tokenizer"))
    let saved = try Tokenizer(folder: folder.appending(path: "tokenizer"))
    print("saved", saved.encode(text) == tokenizer.encode(text))
    try ModelFile.write(model, to: folder.appending(path: "copy.h5").path)
  }
}

import LukeCheckpoints
import LukeCorpus
import LukeData

/// The files that folders are known by which commands read: of models, tokenizers and corpora.
enum ReadFolders {
  /// Whether a file of this name would be read as a part of such a folder.
  static func read(_ name: String) -> Bool {
    CorpusFolder.isOwnFile(name) || HuggingFaceFolder.reads(name)
  }
}

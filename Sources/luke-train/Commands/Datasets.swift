import ArgumentParser
import LukeTraining

struct Datasets: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, download and check data sets that others have published.",
    discussion: """
      The list has the licence of each set; who fetches a set agrees to it. Of sets that are bought or asked \
      for it says of whom.
      """,
    subcommands: [List.self, Fetch.self, Verify.self])

  struct CatalogOption: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "A catalogue of one's own, in the layout of Datasets/catalog.json.", valueName: "file"),
      completion: .file(extensions: ["json"]))
    var catalog: String?

    func read() throws -> DatasetCatalog { try DatasetCatalog.read(catalog) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the data sets: name, task, size and licence.")

    @OptionGroup var option: CatalogOption

    func run() throws {
      let output = LineWriter()
      try option.read().table.forEach(output.show)
      try output.close()
    }
  }

  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Download a data set; a download that broke off goes on where it was.")

    @Argument(help: "The name of the set.", completion: .datasets)
    var name: String

    @Argument(
      help: "The folder to write (default: Datasets/<name>).", completion: .directory)
    var folder: String?

    @OptionGroup var option: CatalogOption

    @OptionGroup var replacing: ReplaceOption

    @OptionGroup var verbosity: VerbosityOptions

    func validate() throws { try OutputName.check(folder, "The folder to write") }

    func run() throws {
      let set = try option.read().set(name)
      let folder = folder ?? "Datasets/" + name
      let progress = verbosity.begin()
      try DatasetFetch.fetch(
        set, into: folder, isReplacing: replacing.replace,
        reading: [option.catalog].compactMap(\.self), observer: progress)
      progress.finish()
      let output = LineWriter()
      try set.parts.forEach { try output.show("\($0.split.rawValue): \(folder)/\($0.path)") }
      try output.close()
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the files of a data set, and read them as its task does.")

    @Argument(help: "The name of the set.", completion: .datasets)
    var name: String

    @Argument(
      help: "The folder that it is in (default: Datasets/<name>).", completion: .directory)
    var folder: String?

    @OptionGroup var option: CatalogOption

    @OptionGroup var verbosity: VerbosityOptions

    func run() throws {
      let output = LineWriter()
      let set = try option.read().set(name)
      let progress = verbosity.begin()
      do {
        try DatasetVerification.verify(
          set, in: folder ?? "Datasets/" + name, observer: progress, emit: output.show)
      } catch {
        // What is as it should be is told beside what is not.
        progress.finish()
        try output.close()
        throw error
      }
      progress.finish()
      try output.close()
    }
  }
}

extension CompletionKind {
  /// The names of the sets that the program knows by itself.
  fileprivate static var datasets: CompletionKind {
    .list(((try? DatasetCatalog.read())?.sets ?? []).map(\.name))
  }
}

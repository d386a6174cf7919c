public import LukeCheckpoints
import LukeTasks

/// Models from one kind of file to the other.
public enum ModelConversion {
  /// Writes weights, configuration, tokenizer and entity vocabulary of a model into a Hugging Face
  /// folder, and the recipe without the paths of this machine; beside them a card and, where there is one for the
  /// task, a script that answers with transformers alone.
  /// - Parameters:
  ///   - model: an `.h5` file, a Hugging Face folder or the folder of a run.
  ///   - folder: the place to write.
  ///   - graphs: the ONNX files that are written beside the weights.
  ///   - isReplacing: whether an exported model that is there is replaced.
  ///   - writesCard: whether card and script are written.
  ///   - hub: what the card tells the hub; what is left out is what the model carries.
  ///   - observer: is told what happens.
  /// - Throws: a `UserError`; nothing is left half-written.
  public static func export(
    _ model: String, to folder: String, graphs: Set<ONNXPrecision> = [],
    isReplacing: Bool = false, writesCard: Bool = true, hub: HubFacts = HubFacts(),
    observer: any RunObserver = RunObservers()
  ) throws {
    let graphs = ONNXPrecision.allCases.filter(graphs.contains)
    let source = try ModelPlace(model)
    let place = OutputPlace(folder, reading: [source.path], isReplacing: isReplacing)
    // Without a card, one that is there is somebody's own.
    let isOwn = {
      HuggingFaceFolder.writes($0) && (writesCard || !HuggingFaceFolder.isForPeople($0))
    }
    try place.withClaimOnFolder(isOwn: isOwn) {
      let archive = try archive(toExport: source, observer).telling(hub)
      // What cannot be written is told before any work.
      for precision in graphs { _ = try ONNXModel(archive, precision) }
      let companions = writesCard ? ModelCompanions(archive) : nil
      if writesCard, let note = HubNote.text(archive.hubFacts, given: hub, archive.record) {
        try observer.note("\(folder)/\(ModelCard.name): \(note)")
      }
      var outputs: [RunOutput] = []
      try archive.writeHuggingFaceFolder(
        to: folder, isReplacing: isReplacing, companions: companions?.files ?? []
      ) { partial, model in
        for precision in graphs {
          let file = ONNXFile(try ONNXModel(model, precision))
          try file.write(to: partial)
          outputs.append(file.output(in: folder, written: partial))
        }
      }
      for output in outputs { try observer.observe(.wrote(output)) }
      let files = try RunFiles.list(folder).filter(HuggingFaceFolder.writes)
      let size = FileSize.text(ofFiles: files.map { folder + "/" + $0 })
      try observer.observe(
        .wrote(
          RunOutput(
            folder,
            "\(archive.exportedSummary); \(counted(files.count, "file")), \(size)"
              + (companions.map { "; " + $0.note } ?? ""))))
    }
  }

  /// Opens a model as others are to have it, and says what of it is to be known.
  static func archive(
    toExport source: ModelPlace, _ observer: any RunObserver
  ) throws -> ModelArchive {
    if let note = source.note { try observer.note(note) }
    var archive = try ModelArgument.openModel(source.path)
    try archive.checkRecipe(at: source.path)
    archive.recipe = archive.recipe.map(ExportedRecipe.reduced)
    let recipe = HubFacts(languages: ExportedTask(archive).languages)
    archive = archive.telling(HubFacts(of: archive, at: source.path).completed(by: recipe))
    try (archive.notes() + archive.mentionNotes).forEach(observer.note)
    return archive
  }

  /// Writes the model in a Hugging Face folder as one `.h5` file.
  /// - Parameters:
  ///   - folder: a Hugging Face folder.
  ///   - file: the place to write.
  ///   - isReplacing: whether a file that is there is replaced.
  ///   - observer: is told what happens.
  /// - Throws: a `UserError`; nothing is left half-written.
  public static func importFolder(
    _ folder: String, to file: String, isReplacing: Bool = false,
    observer: any RunObserver = RunObservers()
  ) throws {
    let place = OutputPlace(file, reading: [folder], isReplacing: isReplacing)
    try place.withClaimOnFile {
      let opened = try ModelArgument.openModel(folder)
      // The card of the folder is not there any more when the file is used.
      let archive = opened.telling(HubFacts(of: opened, at: folder))
      try archive.checkRecipe(at: folder)
      try archive.notes().forEach(observer.note)
      try ModelFile.write(archive, to: file)
      let size = FileSize.text(ofFiles: [file])
      try observer.observe(.wrote(RunOutput(file, "\(archive.summary); \(size)")))
    }
  }
}

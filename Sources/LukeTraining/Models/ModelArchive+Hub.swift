import LukeCheckpoints

/// What the hub is told of a model that is opened.
extension HubFacts {
  /// What a model carries: by the folder that it lies in, else as it was trained or exported.
  init(of archive: ModelArchive, at path: String) {
    let carried = archive.record?.hub ?? HubFacts()
    let isFolder = FileStatus(path)?.isFolder == true
    self = isFolder ? HubFacts(ofFolder: path).completed(by: carried) : carried
  }
}

/// What a model carries for the hub.
extension ModelArchive {
  /// What the hub is told of it.
  var hubFacts: HubFacts { record?.hub ?? HubFacts() }

  /// The model with what the hub is told of it, for which what it carries is taken where nothing else is said.
  func telling(_ facts: HubFacts) -> ModelArchive {
    let facts = facts.completed(by: hubFacts)
    if facts == hubFacts { return self }
    var archive = self
    archive.record = record ?? ModelRecord()
    archive.record?.hub = facts
    return archive
  }
}

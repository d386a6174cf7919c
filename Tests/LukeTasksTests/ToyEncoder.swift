import LukeTasks

/// Subwords for samples: two characters each, numbered by their first character; 1 starts and 2 ends a
/// sequence, 3 stands for words without subwords, which those of tildes are.
let toyEncoder = SubwordEncoder(
  marksSpaces: false, classificationID: 1, separatorID: 2, unknownID: 3
) { text, _ in
  let letters = Array(text.unicodeScalars.filter { $0 != " " && $0 != "~" })
  return stride(from: 0, to: letters.count, by: 2).map { Int32(letters[$0].value) }
}

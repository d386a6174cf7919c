#!/bin/sh
# Makes the Swift code of the messages in Sources/LukeProtocolBuffers from their .proto files.
#
#   Tests/Scripts/make_messages.sh
#
# Needs protoc (Debian: protobuf-compiler) and builds the generator of the version of swift-protobuf that the
# package uses, which takes some minutes.
set -eu
cd "$(dirname "$0")/../.."
swift build -c release --product protoc-gen-swift \
  --package-path .build/checkouts/swift-protobuf --scratch-path .build-messages
protoc --plugin=.build-messages/release/protoc-gen-swift --proto_path=Sources/LukeProtocolBuffers \
  --swift_out=Sources/LukeProtocolBuffers --swift_opt=Visibility=Package --swift_opt=UseAccessLevelOnImports=true \
  Sources/LukeProtocolBuffers/*.proto

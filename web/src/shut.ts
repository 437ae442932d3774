// The one way out of a page that no Content-Security-Policy closes is WebRTC (the directive for it is known to no browser yet). The
// page has no use for it, so it takes the constructors away before anything else runs.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'RTCSessionDescription', 'RTCIceCandidate'])
  Reflect.deleteProperty(globalThis, name);

export {};

namespace Connector.Simulation.Tests;

/// <summary>What the service has in use at a moment.</summary>
/// <param name="Memory">Bytes of managed memory that are reachable.</param>
/// <param name="Handles">Files and sockets that the process has open.</param>
/// <param name="Files">Files in the state folder.</param>
/// <param name="Timers">Things that wait for their moment.</param>
/// <param name="Pending">Webhooks and numbers that wait to be worked on.</param>
internal sealed record Usage(long Memory, int Handles, int Files, int Timers, int Pending);

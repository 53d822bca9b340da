#pragma warning disable IDE0005 // Not every build has a member that a file needs.
global using MailOps.Platform;

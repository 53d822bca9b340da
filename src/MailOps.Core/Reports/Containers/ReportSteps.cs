using System;
using System.IO;
using System.Xml;

namespace MailOps.Reports;

/// <summary>Runs one step over foreign bytes; what is wrong with them becomes a finding.</summary>
internal static class ReportSteps
{
    public static Finding? Run<T>(string name, Func<T> step, out T? result)
    {
        result = default;
        try
        {
            result = step();
            return null;
        }
        catch (ReportFaultException e)
        {
            return e.Finding;
        }
        catch (InvalidDataException e)
        {
            return ReportFindings.Broken.Found(name, e.Message);
        }
        catch (XmlException e)
        {
            return ReportFindings.BrokenXml.Found(name, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return ReportFindings.Unreadable.Found(name, e.Message);
        }
    }
}
